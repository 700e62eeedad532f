'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';

export default function Login() {
  const router = useRouter();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState('');

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const response = await fetch('/api/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) {
      setError('Wrong user name or password');
      return;
    }
    router.push('/orders');
  }

  return (
    <form onSubmit={handleSubmit}>
      <input value={username} onChange={(event) => setUsername(event.target.value)} />
      <input type="password" value={password} onChange={(event) => setPassword(event.target.value)} />
      <button type="submit">Log in</button>
      <p>{error}</p>
    </form>
  );
}
