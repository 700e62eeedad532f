import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Linter } from 'eslint';
import plugin from '../src/plugin.js';
import { place } from './support/place.js';

const request = (grant: string) => `export async function login() {
  const res = await fetch('https://login.example.com/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: '${grant}', username: process.env.U, password: process.env.P }),
  });
  return res.json();
}
`;
const files = { 'src/login.test.js': request('password'), 'src/token.js': request('client_credentials') };
const { directory } = place(files);

function lint(file: keyof typeof files, rule: string, more: Linter.Config = {}, options: unknown[] = []) {
  const config = {
    plugins: { 'grant-migrate': plugin },
    rules: { [`grant-migrate/${rule}`]: ['error', ...options] },
    ...more,
  };
  const messages = new Linter({ cwd: directory }).verify(
    files[file],
    config as Linter.Config,
    join(directory, file),
  );
  return messages.map(({ ruleId, messageId }) => [ruleId, messageId]);
}

test('minimum leaves out what the analysis calls a warning', () => {
  const rule = 'no-password-grant';
  const found = [[`grant-migrate/${rule}`, 'finding']];
  expect(lint('src/login.test.js', rule)).toEqual(found);
  expect(lint('src/login.test.js', rule, {}, [{ minimum: 'warning' }])).toEqual(found);
  expect(lint('src/login.test.js', rule, {}, [{ minimum: 'error' }])).toEqual([]);
});

test('an option that does not exist is refused', () => {
  expect(() => lint('src/token.js', 'no-password-grant', {}, [{ maximum: 'error' }])).toThrow(/maximum/);
  expect(() => lint('src/token.js', 'no-password-grant', {}, [{ minimum: 'notice' }])).toThrow(
    /notice|allowed values/,
  );
});

test('the strict preset is a setting', () => {
  expect(lint('src/token.js', 'require-token-reuse')).toEqual([]);
  const strict = { settings: { 'grant-migrate': { preset: 'strict' } } };
  expect(lint('src/token.js', 'require-token-reuse', strict)).toEqual([
    ['grant-migrate/require-token-reuse', 'finding'],
  ]);
});

test('own caches, wrappers and entry points are settings', () => {
  const route = `${request('client_credentials')}export const perform = async () => (await login()).access_token;\n`;
  const { directory: cwd } = place({ 'src/app.js': route });
  const said = (settings: object) =>
    new Linter({ cwd })
      .verify(
        route,
        {
          plugins: { 'grant-migrate': plugin },
          rules: { 'grant-migrate/require-token-reuse': ['error', { minimum: 'error' }] },
          settings: { 'grant-migrate': settings },
        } as Linter.Config,
        join(cwd, 'src/app.js'),
      )
      .map(({ ruleId }) => ruleId);
  expect(said({})).toEqual([]);
  expect(said({ entryPoints: ['perform'] })).toEqual(['grant-migrate/require-token-reuse']);
});
