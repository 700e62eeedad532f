// One of several processes that share a store: asks for twenty tokens and prints them. Runs the built package, as users do.
import { createTokenSource } from '@grant-migrate/token-client';
import { fileLock, fileStore } from '@grant-migrate/token-client/node';

const { issuer, directory, username, password } = JSON.parse(process.argv[2]);
const source = createTokenSource({
  issuer,
  clientId: 'order-sync',
  clientSecret: 'secret-of-order-sync',
  grant: 'password',
  scope: 'openid offline_access',
  subject: username,
  credentials: () => ({ username, password }),
  store: fileStore({ directory }),
  lock: fileLock({ directory }),
});
const tokens = [];
for (let call = 0; call < 10; call++) tokens.push(await source.getAccessToken());
tokens.push(...(await Promise.all(Array.from({ length: 10 }, () => source.getAccessToken()))));
console.log(JSON.stringify([...new Set(tokens)]));
