import { useState, type FormEvent } from 'react';
import { login } from './api/session';

export function LoginForm({ onLogin }: { onLogin: () => void }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    try {
      await login(username, password);
      onLogin();
    } catch (problem) {
      setError((problem as Error).message);
    }
  }

  return (
    <form onSubmit={handleSubmit}>
      <input name="username" value={username} onChange={(event) => setUsername(event.target.value)} />
      <input
        name="password"
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <button type="submit">Log in</button>
      {error && <p role="alert">{error}</p>}
    </form>
  );
}
