import { Controller, Get, Req, Res } from '@nestjs/common';
import axios from 'axios';
import type { Request, Response } from 'express';

@Controller('orders')
export class OrdersController {
  @Get()
  async list(@Req() req: Request, @Res() res: Response) {
    if (!req.user) return res.redirect('/');
    const { data } = await axios.get(`${process.env.API_URL}/orders`, {
      headers: { Authorization: `Bearer ${req.user.accessToken}` },
    });
    return res.send(`<p id="user">${req.user.username}</p><p>orders: ${data.orders.length}</p>`);
  }
}
