import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { IdentityService } from './identity.service';
import * as pages from './pages';

interface Credentials {
  username: string;
  password: string;
}

declare module 'express-session' {
  interface SessionData {
    accessToken?: string;
    user?: { name: string };
  }
}

@Controller()
export class LoginController {
  constructor(private readonly identity: IdentityService) {}

  @Get()
  home(@Req() req: Request, @Res() res: Response) {
    res.send(pages.home(req.session.user?.name));
  }

  @Get('login')
  form(@Res() res: Response) {
    res.send(pages.login());
  }

  @Post('login')
  async login(@Body() credentials: Credentials, @Req() req: Request, @Res() res: Response) {
    req.session.accessToken = await this.identity.login(credentials.username, credentials.password);
    req.session.user = { name: credentials.username };
    res.redirect('/orders');
  }
}
