/** Sign-in and sign-out: GET /auth/login, GET /auth/callback, POST /auth/logout. */
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { continueTo, problemPage, type Page } from './pages.js';
import { isSameOrigin, safeReturnTo } from './session.js';
import { endSignIn, finishSignIn, startSignIn } from './sign-in.js';
import { inSession, tokenRecords } from './tokens.js';

@Controller('auth')
export class AuthController {
  @Get('login')
  async login(@Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const { location, cookie } = await startSignIn(safeReturnTo(request.query.returnTo));
      response.append('Set-Cookie', cookie).set('Cache-Control', 'no-store').redirect(location);
    } catch (error) {
      send(response, problemPage(error));
    }
  }

  @Get('callback')
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const search = request.originalUrl.slice(request.originalUrl.indexOf('?'));
      const { person, tokens, returnTo, cookie } = await finishSignIn(search, request.headers.cookie);
      // A session that was there before may be known to somebody else (session fixation).
      await inSession(request, 'regenerate');
      request.session.person = person;
      // @remember
      await tokenRecords(request.sessionStore, request.session.cookie).write(request.sessionID, tokens);
      send(response.append('Set-Cookie', cookie), continueTo(returnTo));
    } catch (error) {
      send(response, problemPage(error));
    }
  }

  @Post('logout')
  async logout(@Req() request: Request, @Res() response: Response): Promise<void> {
    // Another site could end the session otherwise.
    if (!isSameOrigin(request.headers)) return void response.sendStatus(403);
    try {
      const records = tokenRecords(request.sessionStore, request.session.cookie);
      const tokens = await records.read(request.sessionID);
      // Our own session first: it ends, whatever the authorization server answers.
      await records.remove(request.sessionID);
      await inSession(request, 'destroy');
      response.set('Cache-Control', 'no-store').redirect(303, await endSignIn(tokens));
    } catch (error) {
      send(response, problemPage(error));
    }
  }
}

function send(response: Response, { status, html }: Page): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
}
