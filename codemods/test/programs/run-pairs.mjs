// Runs programs before and after their migration in one process and writes what each printed and asked for.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { startTokenEndpoint } from './token-endpoint.mjs';

const [list, output] = process.argv.slice(2);
const pairs = JSON.parse(readFileSync(list, 'utf8'));
const endpoint = await startTokenEndpoint();
process.env.TOKEN_URL = endpoint.url;
process.env.TOKEN_BASE = endpoint.url.replace('/oauth/token', '');
const require = createRequire(import.meta.url);
// The module and the CommonJS build are two.
const builds = [await import('@grant-migrate/token-client'), require('@grant-migrate/token-client')];
const results = [];
for (const { name, before, after } of pairs) {
  results.push({ name, before: await run(before), after: await run(after) });
}
await endpoint.close();
writeFileSync(output, JSON.stringify(results));
process.exit(0);

async function run(file) {
  endpoint.reset();
  for (const { clearTokenCache } of builds) clearTokenCache();
  const lines = [];
  try {
    const { main } = file.endsWith('.cjs') ? require(file) : await import(pathToFileURL(file).href);
    await main((line) => lines.push(line));
  } catch (error) {
    lines.push(`crashed: ${error.stack}`);
  }
  return { lines, requests: endpoint.count() };
}
