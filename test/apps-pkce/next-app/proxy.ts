import { NextResponse, type NextRequest } from 'next/server';

export function proxy(request: NextRequest) {
  const isLoggedIn = Boolean(request.cookies.get('token'));
  if (!isLoggedIn) return NextResponse.redirect(new URL('/login', request.url));
  return NextResponse.next();
}

export const config = { matcher: ['/orders/:path*'] };
