/** A token that a loop asks for now and then is renewed; one that it asks for where it is used is repeated. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const loop = (before: string, body: string) => ({
  'token.js': TOKEN,
  'run.js': `import { getToken } from './token.js';
async function run(items) {
  ${before}
  for (let turn = 0; turn < items.length; turn++) { const item = items[turn]; ${body} }
}
run([]);`,
});

const use = 'await fetch(item.url, { headers: { token } });';

test.each([
  [
    'let token = await getToken(); let at = Date.now();',
    `if (Date.now() - at > 3e6) { token = await getToken(); at = Date.now(); } ${use}`,
  ],
  [
    'let token = await getToken(), end = Date.now() + 3e6;',
    `if (new Date().getTime() > end) { token = await getToken(); end += 3e6; } ${use}`,
  ],
  ['let token;', `if (turn % 500 === 0) { token = await getToken(); } ${use}`],
  ['let token;', `if (item.first) token = await getToken(); ${use}`],
])('%s %s', (before, body) => {
  expect(saidOf(loop(before, body))).toEqual([]);
});

test.each([
  // Each turn that asks uses its own token, and no other turn does.
  ['let token;', `if (item.open) { token = await getToken(); /*@loop*/ ${use} }`],
  // The test is the same at each turn: all of them ask, or none.
  ['let token = process.env.TOKEN;', `if (process.env.LIVE) { token = await getToken(); /*@loop*/ } ${use}`],
  // The token ends with the turn.
  ['', `let token = item.token; if (item.open) { token = await getToken(); /*@loop*/ } ${use}`],
])('%s %s', (before, body) => {
  expect(saidOf(loop(before, body))).toEqual(['loop@loop', 'reuse@token']);
});
