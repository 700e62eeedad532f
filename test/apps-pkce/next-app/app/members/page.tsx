'use client';

import { useActionState } from 'react';
import { logIn } from './actions';

export default function Members() {
  const [state, action] = useActionState(logIn, {});
  return (
    <form action={action}>
      <input name="username" />
      <input name="password" type="password" />
      <button type="submit">Log in</button>
      <p>{state.error}</p>
    </form>
  );
}
