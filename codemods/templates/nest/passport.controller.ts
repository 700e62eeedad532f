/** Sign-in and sign-out: GET /auth/login, GET /auth/callback, POST /auth/logout. passport keeps who is signed in. */
import { Controller, Get, Next, Post, Req, Res } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { continueTo, problemPage, type Page } from './pages.js';
import { safeReturnTo } from './session.js';
import { finishSignIn, startSignIn, type SignIn } from './sign-in.js';
import { keepTokens, signOut } from './tokens.js';

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
      const signIn = await finishSignIn(search, request.headers.cookie);
      const signInId = await keepTokens(request, signIn.tokens);
      await logIn(request, { ...userOf(signIn), signInId });
      send(response.append('Set-Cookie', signIn.cookie), continueTo(signIn.returnTo));
    } catch (error) {
      send(response, problemPage(error));
    }
  }

  @Post('logout')
  async logout(
    @Req() request: Request,
    @Res() response: Response,
    @Next() next: NextFunction,
  ): Promise<void> {
    await signOut(request, response, next);
  }
}

/** What the application keeps of a person: passport's `request.user`. */
function userOf({ person, tokens }: SignIn) {
  return { name: person.name, accessToken: tokens.accessToken };
}

/** passport begins a new session: one that was there before may be known to somebody else (session fixation). */
function logIn(request: Request, user: object): Promise<void> {
  const { logIn: begin } = request as unknown as {
    logIn(user: object, done: (error?: unknown) => void): void;
  };
  return new Promise((resolve, reject) =>
    begin.call(request, user, (error) => (error ? reject(error) : resolve())),
  );
}

function send(response: Response, { status, html }: Page): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
}
