/** Calls that are handed a token payload and send it to no token endpoint. */
import { expect, test } from '@jest/globals';
import { analyzeProject } from '../../src/index.js';

const PAYLOAD = "{ grant_type: 'password', username: 'ann', password: 'secret' }";

function findingsIn(text: string): number {
  const project = {
    root: '/project',
    files: ['a.js'],
    read: (file: string) => (file === 'a.js' ? text : { unreadable: 'ENOENT' }),
  };
  return analyzeProject(project, { preset: 'recommended' }).findings.length;
}

test.each([
  'res.send',
  'res.status(200).send',
  "res.type('json').send",
  'res.status(200).json',
  'reply.code(200).send',
  'HttpResponse.json',
  'process.send',
  'worker.postMessage',
  'logger.child({}).info',
])('%s answers or passes on, and is no token request', (callee) => {
  expect(findingsIn(`export function answer(res, reply, worker, logger) { ${callee}(${PAYLOAD}); }`)).toBe(0);
});

test('a wrapper of the application is handed the same payload and is reported', () => {
  expect(findingsIn(`export const login = (api) => api.post('/oauth/token', ${PAYLOAD});`)).toBe(1);
});

test('a reply at the end of a chain makes a double of any receiver', () => {
  const chain = (end: string) => `let fake;
beforeEach(() => { fake = scopes.open(); });
it('signs in', () => { fake.post('/oauth/token', ${PAYLOAD})${end}; });`;
  expect(findingsIn(chain('.reply(200, {})'))).toBe(0);
  expect(findingsIn(chain(''))).toBe(1);
});

test('what makes the address for a double sends nothing', () => {
  const suite = (receiver: string) => `const address = require('./address');
beforeEach(() => { ${receiver}.whenPOST(address('/oauth/token?grant_type=password&username=ann&password=secret')).respond(200); });`;
  expect(findingsIn(suite('$httpBackend'))).toBe(0);
  expect(findingsIn(suite('backend'))).toBe(1);
});
