import { useRouter, type RouteLocationNormalized } from 'vue-router';
import { accessToken, signIn } from './oidc.js';

/**
 * A navigation guard: `beforeEnter: requireAuth` on the routes that need a person. Who is not signed in leaves for the
 * provider and comes back to the page that was asked for.
 */
export async function requireAuth(to: RouteLocationNormalized): Promise<boolean> {
  if (accessToken() === null) await signIn(useRouter().resolve(to).href, '');
  return true;
}
