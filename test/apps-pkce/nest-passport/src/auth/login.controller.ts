import { Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LocalAuthGuard } from './local-auth.guard';

@Controller()
export class LoginController {
  @Get()
  home(@Req() req: Request, @Res() res: Response) {
    res.send(
      req.user
        ? `<p id="user">${req.user.username}</p>`
        : '<form method="post" action="/login"><input name="username"><input name="password" type="password"><button>Sign in</button></form>',
    );
  }

  @UseGuards(LocalAuthGuard)
  @Post('login')
  login(@Res() res: Response) {
    res.redirect('/orders');
  }
}
