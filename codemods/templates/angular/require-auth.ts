import { Location } from '@angular/common';
import { inject } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { AuthSession } from './auth-session.js';

/**
 * `canActivate: [requireAuth]` on the routes that need a person. Who is not signed in leaves for the provider and comes back
 * to the page that was asked for. After a sign-in that failed nobody is sent anew: the application shows `failure`. Where a
 * server renders pages there is no token, and nothing is shown until the browser asks again.
 */
export const requireAuth: CanActivateFn = async (_route, state) => {
  if (typeof window === 'undefined') return false;
  const session = inject(AuthSession);
  const address = inject(Location).prepareExternalUrl(state.url);
  if (session.accessToken() === null && session.failure() === null) await session.signIn(address, '');
  return session.accessToken() !== null;
};
