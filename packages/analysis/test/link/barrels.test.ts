/** Functions that a file between exports under another name, and timers that call what leads to them. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const through = (barrel: string, route: string) => ({
  'token.js': TOKEN,
  'between.js': barrel,
  'app/api/orders/route.js': `${route}\nexport const GET = async () => load(await getToken());`,
});

test.each([
  [
    'under another name',
    `import { getToken } from './token.js';\nexport { getToken as bearer };`,
    `import { bearer as getToken } from '../../../between.js';`,
  ],
  [
    'as its default',
    `import { getToken } from './token.js';\nexport default getToken;`,
    `import getToken from '../../../between.js';`,
  ],
  [
    'with all others of CommonJS',
    `Object.assign(module.exports, require('./token.js'));`,
    `const { getToken } = require('../../../between.js');`,
  ],
])('a helper that a file between exports %s is followed', (_, barrel, route) => {
  expect(saidOf(through(barrel, route))).toEqual(['reuse@token']);
});

const polls = (timer: string) => ({
  'token.js': TOKEN,
  'poll.js': `import { getToken } from './token.js';
async function pollNow() {
  const token = await getToken(); /*@loop*/
  await load(token);
  ${timer}
}
export async function poll() { return pollNow(); }
poll();`,
});

test('a timer that calls what leads to it repeats', () => {
  expect(saidOf(polls('setTimeout(poll, 5000);'))).toEqual(['loop@loop', 'reuse@token']);
  expect(saidOf(polls('setTimeout(() => poll(), 5000);'))).toEqual(['loop@loop', 'reuse@token']);
  expect(saidOf(polls('setTimeout(done, 5000);'))).toEqual([]);
});

test('a memo is one by whatever name it is imported', () => {
  const files = {
    'token.js': TOKEN,
    'kept.js': `import it from 'p-memoize';\nimport { getToken } from './token.js';\nexport const kept = it(getToken);`,
    'app/api/orders/route.js': `import { kept } from '../../../kept.js';\nexport const GET = async () => load(await kept());`,
  };
  expect(saidOf(files)).toEqual([]);
});
