import { cookies } from 'next/headers';

export async function authorization() {
  const token = (await cookies()).get('token')?.value;
  return { authorization: `Bearer ${token}` };
}
