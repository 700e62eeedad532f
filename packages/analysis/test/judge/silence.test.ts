// A library that implements the grant for others asks for nobody: its users do.
import { expect, test } from '@jest/globals';
import { analyzeProject } from '../../src/analyze.js';

const request = `export async function getAccessToken(options) {
  return fetch(options.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password', username: options.username, password: options.password,
    }),
  });
}
`;
const manifest = '{ "name": "some-oauth2", "main": "index.js", "keywords": ["oauth2"] }\n';

function places(files: Record<string, string>): string[] {
  const all: Record<string, string> = { 'package.json': manifest, 'request.js': request, ...files };
  const project = {
    root: '/',
    files: Object.keys(all).filter((file) => file.endsWith('.js')),
    read: (file: string) => all[file] ?? { unreadable: 'it is not there' },
  };
  const { findings } = analyzeProject(project, { preset: 'recommended' });
  return findings.map(({ ruleId, file }) => `${file} ${ruleId}`);
}

test('it renews a token for its user when the old one was refused', () => {
  const cache = `import { getAccessToken } from './request.js';
export class TokenCache {
  constructor(options) {
    this.options = options;
  }
  get() {
    return validate(this.token).catch(() => getAccessToken(this.options));
  }
}
`;
  expect(places({ 'token-cache.js': cache })).toEqual([]);
});

test('the same package with a program of its own signs in itself', () => {
  const program = `import { getAccessToken } from './request.js';
getAccessToken({ username: process.env.SVC_USER, password: process.env.SVC_PASS });
`;
  expect(places({ 'main.js': program })).toEqual(['request.js no-password-grant']);
});
