// The server from the command line: node test/authorization-server/main.mjs [--port N] [--per-second N] [--ttl SECONDS]
import { parseArgs } from 'node:util';
import { startAuthorizationServer } from './server.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string' }, 'per-second': { type: 'string' }, ttl: { type: 'string' } },
});
const server = await startAuthorizationServer({
  port: Number(values.port ?? 0),
  perSecond: Number(values['per-second'] ?? 4),
  accessTokenTtl: Number(values.ttl ?? 3600),
  log: (line) => console.log(line),
});
console.log(`token endpoint  ${server.tokenEndpoint}`);
console.log(`issuer          ${server.issuer}`);
console.log(`orders API      ${server.apiUrl}/orders`);
console.log(`clients         ${Object.keys(server.clients).join(', ')}`);
console.log(`users           ${Object.keys(server.users).join(', ')}`);
console.log('Ctrl-C ends it and prints what was asked.');

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, async () => {
    await server.close();
    console.log(JSON.stringify(server.stats, null, 2));
  });
