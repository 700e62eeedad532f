// Runs before every page: see renew-before-page.
import { NextResponse, type NextRequest } from 'next/server';
import { renewBeforePage } from './lib/auth/renew-before-page.js';
import { readSession } from './lib/auth/session-cookie.js';

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const renewal = await renewBeforePage(request);
  if (renewal) return renewal;
  const response = NextResponse.next();
  // A page that was seen before signing out must not come back with the back button.
  if (await readSession(request.cookies.getAll())) response.headers.set('Cache-Control', 'no-store');
  return response;
}

export const config = { matcher: ['/((?!api/|auth/|_next/|.*\\..*).*)'] };
