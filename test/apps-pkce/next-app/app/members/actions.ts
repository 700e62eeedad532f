'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { requestToken } from '../../lib/identity';

export interface State {
  error?: string;
}

export async function logIn(state: State, form: FormData): Promise<State> {
  const token = await requestToken(String(form.get('username')), String(form.get('password')));
  if (!token) return { error: 'Wrong user name or password' };
  (await cookies()).set('token', token, { httpOnly: true, sameSite: 'lax' });
  redirect('/orders');
}
