// Before a page is rendered: a session whose token ends is sent to be renewed, because Server Components can write no cookie.
import { NextResponse, type NextRequest } from 'next/server';
import { baseUrl } from './lib/auth/config.js';
import { readSession } from './lib/auth/session-cookie.js';

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const session = reads ? await readSession(request.cookies.getAll()) : undefined;
  if (session && Date.now() >= session.tokens.refreshAt) {
    const refresh = new URL('/auth/refresh', baseUrl());
    refresh.searchParams.set('returnTo', request.nextUrl.pathname + request.nextUrl.search);
    return NextResponse.redirect(refresh, 302);
  }
  const response = NextResponse.next();
  // A page that was seen before signing out must not come back with the back button.
  if (session) response.headers.set('Cache-Control', 'no-store');
  return response;
}

export const config = { matcher: ['/((?!api/|auth/|_next/|.*\\..*).*)'] };
