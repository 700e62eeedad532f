// Gives `useAuth` of react-oidc-context to every component below it; the sign-in itself is in ./oidc.
import type { ReactNode } from 'react';
import { AuthProvider as OidcProvider } from 'react-oidc-context';
import { userManager } from './oidc.js';

export function AuthProvider({ children }: { children: ReactNode }) {
  return <OidcProvider userManager={userManager}>{children}</OidcProvider>;
}
