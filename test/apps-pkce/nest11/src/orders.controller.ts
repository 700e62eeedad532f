import { BadGatewayException, Controller, Get, Req, Res } from '@nestjs/common';
import axios from 'axios';
import type { Request, Response } from 'express';
import * as pages from './pages';

@Controller('orders')
export class OrdersController {
  @Get()
  async list(@Req() req: Request, @Res() res: Response) {
    if (!req.session.accessToken) return res.redirect('/login');
    try {
      const { data } = await axios.get(`${process.env.API_URL}/orders`, {
        headers: { Authorization: `Bearer ${req.session.accessToken}` },
      });
      return res.send(pages.orders(req.session.user?.name, data.orders));
    } catch {
      throw new BadGatewayException();
    }
  }
}
