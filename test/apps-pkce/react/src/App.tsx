import { useState } from 'react';
import { isLoggedIn, logout } from './api/session';
import { LoginForm } from './LoginForm';
import { Orders } from './Orders';

export function App() {
  const [loggedIn, setLoggedIn] = useState(isLoggedIn);

  if (!loggedIn) {
    return <LoginForm onLogin={() => setLoggedIn(true)} />;
  }
  return (
    <Orders
      onLogout={() => {
        logout();
        setLoggedIn(false);
      }}
    />
  );
}
