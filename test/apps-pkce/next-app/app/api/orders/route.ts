import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { authorization } from '../../../lib/api';

export async function GET() {
  if (!(await cookies()).get('token')) return NextResponse.json({ error: 'login_required' }, { status: 401 });
  const response = await fetch(`${process.env.API_URL}/orders`, { headers: await authorization() });
  return NextResponse.json(await response.json(), { status: response.status });
}
