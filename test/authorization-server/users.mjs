// The users that are there from the start, for the password grant. The login page of the provider accepts any user.

/** Passwords by user name; open to read, as the secrets of the clients are. */
export const DEFAULT_USERS = Object.freeze({
  'svc-orders': 'password-of-svc-orders',
  'svc-billing': 'password-of-svc-billing',
  alice: 'password-of-alice',
});

/** What the provider knows of a user: claims of the ID token and of userinfo. @param {string} sub */
export function accountOf(sub) {
  return { accountId: sub, claims: () => ({ sub, name: sub, email: `${sub}@example.org` }) };
}
