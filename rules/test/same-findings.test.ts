// Every version and configuration style of ESLint says what the command says.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { place } from './support/place.js';
import { projects } from './support/projects.js';
import { check, lint, withoutPaths, type Host, type Said } from './support/run.js';

const hosts: Host[] = [
  { eslint: 'eslint8', style: 'eslintrc' },
  { eslint: 'eslint8', style: 'flat8' },
  { eslint: 'eslint9', style: 'flat' },
  { eslint: 'eslint', style: 'flat' },
];
const names = Object.keys(projects);
const places = names.map((name) => place(projects[name]!).directory);
let expected: Said[][];
beforeAll(() => {
  expected = places.map((directory) => check(directory));
});

test('the projects hold findings of every rule of the recommended preset', () => {
  const rules = new Set(expected.flat().map(({ ruleId }) => ruleId));
  expect([...rules].sort()).toEqual([
    'grant-migrate/no-password-grant',
    'grant-migrate/no-token-request-in-loop',
    'grant-migrate/require-token-reuse',
  ]);
});

describe.each(hosts)('$eslint with $style', (host) => {
  test('says what the command says', () => {
    const said = lint(
      host,
      places.map((directory) => ({ directory })),
    );
    said.forEach((one, index) =>
      expect([names[index], withoutPaths(one)]).toEqual([names[index], expected[index]]),
    );
  });
});

test('texts that are not saved are judged by the tree of ESLint, with the same outcome', () => {
  const unsaved = '\nexport function added() { return added; }\n';
  const modules = places.slice(1);
  const said = lint(
    { eslint: 'eslint', style: 'flat' },
    modules.map((directory) => ({ directory, unsaved })),
  );
  said.forEach((one, index) => expect(withoutPaths(one)).toEqual(expected[index + 1]));
});

test('the strict preset says what the command says with it', () => {
  const { directory } = place({
    'server.js': `const OAuth2Server = require('oauth2-server');\nmodule.exports = new OAuth2Server({ model: {}, grants: ['password', 'refresh_token'], grant_types: [] });\n`,
    'token.js': projects['a loop in CommonJS, over two files']!['src/token.js']!,
  });
  const [said] = lint({ eslint: 'eslint', style: 'flat' }, [{ directory, preset: 'strict' }]);
  const strict = check(directory, 'strict');
  expect(strict.map(({ ruleId }) => ruleId)).toContain('grant-migrate/no-password-grant-server');
  expect(withoutPaths(said!)).toEqual(strict);
});

test('the call path stands below the message, one step a line', () => {
  const [said] = lint({ eslint: 'eslint', style: 'flat' }, [{ directory: places[0]! }]);
  const loop = said!.find(({ ruleId }) => ruleId === 'grant-migrate/no-token-request-in-loop')!;
  expect(loop.message.split('\n').slice(1)).toEqual([
    '  src/sync.js:3 for (const order of orders)',
    expect.stringMatching(/^ {2}└ src\/sync\.js:4 /),
    expect.stringMatching(/^ {4}└ src\/api\.js:3 /),
    expect.stringMatching(/^ {6}└ src\/token\.js:3 /),
  ]);
});
