'use client';

import { useRouter } from 'next/navigation';

export function SignOut() {
  const router = useRouter();

  async function logout() {
    await fetch('/api/logout', { method: 'POST' });
    router.push('/');
  }

  return (
    <button id="logout" onClick={logout}>
      Log out
    </button>
  );
}
