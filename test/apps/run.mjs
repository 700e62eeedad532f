// Runs a sample application against the local authorization server and counts what it asked for.
// From the command line: node test/apps/run.mjs <folder> [migrated]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAuthorizationServer } from '../authorization-server/server.mjs';
import { copyApp, root } from './copy.mjs';

/**
 * What `app.json` of an application says about it.
 * @typedef {object} App
 * @property {string} sentence what the application shows
 * @property {string[]} run the command; its first word is `node`
 * @property {string[]} [build] a command to run before, from sources to what `run` needs
 * @property {{ before: number, after: number }} tokenRequests in one run, before and after the migration
 * @property {string[]} [to] the migrations, one after the other; cached-client alone where nothing is said
 * @property {{ accessTokenTtl?: number, failure?: number }} [server] settings of the authorization server for this application
 * @property {number} [sites] how many requests the program has where it is not one
 * @property {false} [migrates] false: the migration must leave the application as it is
 * @property {string} [reason] the reason code that the migration gives then
 *
 * @typedef {{ stdout: string, stderr: string, status: number | null }} Result
 * @typedef {import('../authorization-server/server.mjs').AuthorizationServer} AuthorizationServer
 */

/** @param {string} folder @returns {App} */
export function readApp(folder) {
  return JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8'));
}

/**
 * Runs an application, or a copy of it, once. Without a limit, so that what it prints does not depend on the machine's
 * speed; a test that wants the limit sets it.
 * @param {string} folder where the files are
 * @param {{ server: AuthorizationServer, app?: App, perSecond?: number }} options `app` when the folder is a copy
 * @returns {Promise<Result & { stats: AuthorizationServer['stats'] }>} with counts of this run alone
 */
export async function runApp(folder, { server, app = readApp(folder), perSecond = Infinity }) {
  server.reset();
  server.setRateLimit(perSecond);
  server.setAccessTokenTtl(app.server?.accessTokenTtl ?? 3600);
  server.setFailure(app.server?.failure);
  if (app.build !== undefined) {
    const built = await run(app.build, folder, process.env);
    if (built.status !== 0)
      throw new Error(`${basename(folder)} does not build:\n${built.stdout}${built.stderr}`);
  }
  const result = await run(app.run, folder, { ...process.env, ...environmentOf(server) });
  return { ...result, stats: structuredClone(server.stats) };
}

/** The built command. @param {string[]} args @param {string} cwd @returns {Promise<Result>} */
export function runCommand(args, cwd) {
  return run(['node', join(root, 'packages/cli/bin/grant-migrate.js'), ...args], cwd, process.env);
}

/** What the applications read. @param {AuthorizationServer} server @returns {Record<string, string>} */
function environmentOf({ issuer, tokenEndpoint, apiUrl, clients, users }) {
  const [first, second] = [clients['order-sync'], clients['billing-sync']];
  return {
    OKTA_ISSUER: issuer,
    TOKEN_ENDPOINT: tokenEndpoint,
    API_URL: apiUrl,
    CLIENT_ID: first.clientId,
    CLIENT_SECRET: first.clientSecret ?? '',
    CLIENT2_ID: second.clientId,
    CLIENT2_SECRET: second.clientSecret ?? '',
    SVC_USER: 'svc-orders',
    SVC_PASS: users['svc-orders'],
    SVC2_USER: 'svc-billing',
    SVC2_PASS: users['svc-billing'],
    OLD_PASS: 'a password that was right last year',
  };
}

/**
 * Not synchronous: the server answers from this very process.
 * @param {string[]} command @param {string} cwd @param {NodeJS.ProcessEnv} env @returns {Promise<Result>}
 */
function run([name, ...args], cwd, env) {
  const child = spawn(name === 'node' ? process.execPath : name, args, {
    cwd,
    env: { ...env, NODE_OPTIONS: '' }, // the options of a test runner are not the application's
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of /** @type {const} */ (['stdout', 'stderr']))
    child[stream].setEncoding('utf8').on('data', (text) => (output[stream] += text));
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (status) => done({ ...output, status }));
  });
}

/** @param {string} folder @param {boolean} migrated */
async function main(folder, migrated) {
  const app = readApp(folder);
  const server = await startAuthorizationServer();
  const copy = copyApp(folder);
  try {
    if (migrated) {
      const { stdout, stderr } = await runCommand(
        ['migrate', '--to', 'cached-client', '--write'],
        copy.folder,
      );
      console.log(stdout + stderr);
    }
    const { stdout, stderr, status, stats } = await runApp(copy.folder, { server, app });
    console.log(stdout + stderr);
    console.log({ status, stats });
  } finally {
    copy.remove();
    await server.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(resolve(process.argv[2]), process.argv[3] === 'migrated');
