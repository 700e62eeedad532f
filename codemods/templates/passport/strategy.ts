/** passport's strategy for the flow: it begins a sign-in, and takes the answer at the callback. */
import { type Request } from 'express';
import { CALLBACK_PATH } from './config.js';
import { safeReturnTo } from './session.js';
import { finishSignIn, SignInRefused, startSignIn, type SignIn } from './sign-in.js';
import { keepTokens } from './tokens.js';

/** What passport gives a strategy for one request. */
interface Actions {
  success(user: object): void;
  fail(challenge: { message: string }): void;
  redirect(url: string): void;
  error(error: unknown): void;
}

/** @param userOf what the application keeps of a person: passport's `req.user` */
export function oidcStrategy(userOf: (signIn: SignIn) => object) {
  return {
    name: 'oidc',
    async authenticate(request: Request): Promise<void> {
      const passport = actionsOf(this);
      const response = request.res!;
      response.set('Cache-Control', 'no-store');
      try {
        if (request.path !== CALLBACK_PATH) {
          const { location, cookie } = await startSignIn(safeReturnTo(request.query.returnTo));
          response.append('Set-Cookie', cookie);
          return passport.redirect(location);
        }
        const search = request.originalUrl.slice(request.originalUrl.indexOf('?'));
        const signIn = await finishSignIn(search, request.headers.cookie);
        response.append('Set-Cookie', signIn.cookie);
        const signInId = await keepTokens(request, signIn.tokens);
        passport.success({ ...userOf(signIn), signInId });
      } catch (error) {
        if (error instanceof SignInRefused) passport.fail({ message: error.message });
        else passport.error(error);
      }
    },
  };
}

/** passport copies the strategy for each request and gives the copy these. */
function actionsOf(strategy: unknown): Actions {
  return strategy as Actions;
}
