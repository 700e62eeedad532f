/** Before a page is rendered: a session whose token ends is renewed, because Server Components can write no cookie. */
import { NextResponse, type NextRequest } from 'next/server';
import { baseUrl } from './config.js';
import { readSession } from './session-cookie.js';

const FLOW = /^\/auth\//;
const NO_PAGE = /^\/(api|_next)\/|\./;

/** The answer that goes before all others; undefined where the request may go on. */
export async function renewBeforePage(request: NextRequest): Promise<NextResponse | undefined> {
  const { pathname, search } = request.nextUrl;
  // Whoever signs in is not signed in yet.
  if (FLOW.test(pathname)) return NextResponse.next();
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads || NO_PAGE.test(pathname)) return undefined;
  const session = await readSession(request.cookies.getAll());
  if (!session || Date.now() < session.tokens.refreshAt) return undefined;
  const refresh = new URL('/auth/refresh', baseUrl());
  refresh.searchParams.set('returnTo', pathname + search);
  return NextResponse.redirect(refresh, 302);
}
