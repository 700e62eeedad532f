import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';

export async function POST(request: Request) {
  const { username, password } = await request.json();
  const response = await fetch(process.env.TOKEN_ENDPOINT!, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: process.env.CLIENT_ID!,
      client_secret: process.env.CLIENT_SECRET!,
      username,
      password,
      scope: 'orders.read',
    }),
  });
  if (!response.ok) {
    return NextResponse.json({ error: 'invalid_login' }, { status: 401 });
  }
  const data = await response.json();
  const store = await cookies();
  store.set('token', data.access_token, { httpOnly: true, sameSite: 'lax', maxAge: data.expires_in });
  return NextResponse.json({ ok: true });
}
