import {
  ForbiddenException,
  HttpException,
  HttpStatus,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { LOGIN_PATH } from './config.js';
import { isSameOrigin } from './session.js';
import { getAccessToken } from './tokens.js';

/** Lets only those in who are signed in. */
@Injectable()
export class SessionGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    // A page that was seen before signing out must not come back with the back button.
    response.set('Cache-Control', 'no-store');
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads && !isSameOrigin(request.headers)) throw new ForbiddenException();
    if (await getAccessToken(request)) return true;
    const login = `${LOGIN_PATH}?returnTo=${encodeURIComponent(request.originalUrl)}`;
    // A script cannot follow a redirect to another site's login page.
    if (!reads || request.accepts(['json', 'html']) !== 'html')
      throw new UnauthorizedException({ error: 'login_required', login });
    response.location(login);
    throw new HttpException('Login required', HttpStatus.FOUND);
  }
}
