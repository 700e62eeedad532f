// What is published: loads in CommonJS test suites, has types for both module systems, and fits the size budget.
import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import vm from 'node:vm';
import { bundle, bundleSize } from '../bench/size.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => fileURLToPath(new URL(`../../../node_modules/.bin/${name}`, import.meta.url));

function run(command: string, args: string[], cwd = folder) {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

test('the package is built: npm run build', () => {
  expect(existsSync(`${folder}/dist/cjs/bundle.cjs`)).toBe(true);
});

test('an application’s CommonJS Jest suite loads it, without any flag', () => {
  const { status, output } = run(bin('jest'), ['--rootDir', '.'], `${folder}/test/fixtures/commonjs-app`);
  expect(output).toContain('4 passed');
  expect(status).toBe(0);
});

test('applications of both module systems type-check against it, with every check on', () => {
  expect(run(bin('tsc'), ['-p', 'test/fixtures/types'])).toEqual({ status: 0, output: '' });
});

describe('linters of packages', () => {
  test('publint has nothing to say', async () => {
    expect((await publint({ pkgDir: folder, strict: true })).messages).toEqual([]);
  });

  test('are the types wrong? No: every entry point resolves in every mode', () => {
    const { status, output } = run(bin('attw'), ['--pack', '.', '--no-color']);
    expect(output).toContain('No problems found');
    expect(status).toBe(0);
  });
});

describe('in browsers', () => {
  test.each(['createTokenSource', 'getAccessToken'])('%s and openid-client are at most 16 kB', (name) => {
    expect(bundleSize(`export { ${name} } from './index.js'`).gzipped).toBeLessThanOrEqual(16_000);
  });

  test('a source and a keyed call work where there is nothing of Node', async () => {
    const entry = "export { createTokenSource, getAccessToken } from './index.js'";
    const code = Buffer.from(bundle(entry, { format: 'iife', globalName: 'tokenClient' })).toString();
    const answer = { access_token: 't', token_type: 'Bearer', expires_in: 60 };
    const requests: unknown[] = [];
    const names = [
      'AbortController',
      'AbortSignal',
      'DOMException',
      'FormData',
      'Headers',
      'ReadableStream',
      'Request',
    ];
    names.push(
      'Response',
      'TextDecoder',
      'TextEncoder',
      'URL',
      'URLSearchParams',
      'atob',
      'btoa',
      'clearTimeout',
    );
    names.push('crypto', 'performance', 'setTimeout', 'structuredClone', 'CryptoKey');
    const globals = Object.fromEntries(names.map((name) => [name, (globalThis as never)[name]]));
    const fetch = async (...request: unknown[]) => {
      requests.push(request);
      return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
    };
    const context = vm.createContext({ ...globals, fetch });
    const use = `
      const common = { tokenEndpoint: 'https://login.example/token', clientId: 'c' };
      const source = tokenClient.createTokenSource({ ...common, grant: 'client_credentials' });
      const keyed = () => tokenClient.getAccessToken({ ...common, grant: { type: 'client_credentials' } });
      Promise.all([source.getAccessToken(), source.getAccessToken(), keyed(), keyed()]).then((all) => all.join())`;
    expect(await vm.runInContext(`${code};${use}`, context)).toBe('t,t,t,t');
    expect(requests).toHaveLength(2);
  });

  test('nothing of Node is imported by the main entry or the transports', () => {
    // esbuild fails on `node:` when it builds for browsers.
    expect(() =>
      bundleSize("export * from './index.js'; export * from './transports/index.js'"),
    ).not.toThrow();
    expect(() => bundleSize("export * from './node/index.js'", ['proper-lockfile'])).toThrow();
  });
});
