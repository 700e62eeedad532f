import { NextResponse, type NextRequest } from 'next/server';

export async function GET(request: NextRequest) {
  const token = request.cookies.get('token')?.value;
  if (!token) return NextResponse.json({ error: 'login_required' }, { status: 401 });
  const response = await fetch(`${process.env.API_URL}/orders`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return NextResponse.json(await response.json(), { status: response.status });
}
