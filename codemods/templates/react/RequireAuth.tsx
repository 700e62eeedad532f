import { useEffect, type ReactNode } from 'react';
import { useAuth } from 'react-oidc-context';
import { signInFailure, signInHere } from './oidc.js';

/** Shows its children to people who are signed in; sends all others to the provider, and back to this page. */
export function RequireAuth({ children }: { children: ReactNode }) {
  const { isAuthenticated, isLoading, error } = useAuth();
  const failure = signInFailure() ?? error?.message ?? null;
  const leaves = !isAuthenticated && !isLoading && failure === null;
  useEffect(() => {
    if (leaves) void signInHere();
  }, [leaves]);
  if (isAuthenticated) return children;
  return failure === null ? null : <p role="alert">{failure}</p>;
}
