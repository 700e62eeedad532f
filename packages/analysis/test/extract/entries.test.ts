/** Functions that a platform calls: how often, and that it is known. */
import { expect, test } from '@jest/globals';
import { saidOf, severitiesOf, TOKEN } from '../marked.js';

const ASKS = `async function ship() { return load(await getToken()); }`;

test.each([
  [
    'form actions of SvelteKit',
    'src/routes/+page.server.ts',
    `import { getToken } from '../../token.js';\n${ASKS}
export const actions = { default: async ({ request }) => ship(await request.formData()) };`,
  ],
  [
    'a request handler of a skill',
    'index.js',
    `const { getToken } = require('./token.js');\n${ASKS}
const Price = { canHandle() { return true; }, async handle(input) { return ship(input); } };
exports.handler = Skill.custom().addRequestHandlers(Price).lambda();`,
  ],
  [
    'a bound method that is exported as a handler',
    'index.ts',
    `import { getToken } from './token.js';\n${ASKS}
class Lambda { async handler(_event, _context) { return ship(); } }
const lambda = new Lambda();
export const handler = lambda.handler.bind(lambda);`,
  ],
  [
    'the alarm of a durable object',
    'index.ts',
    `import { getToken } from './token.js';\n${ASKS}
export class Sync extends DurableObject { async alarm() { await ship(); } }`,
  ],
  [
    'a command of an editor',
    'index.ts',
    `import * as vscode from 'vscode';\nimport { getToken } from './token.js';\n${ASKS}
export function activate() { vscode.commands.registerCommand('orders.list', async () => ship()); }`,
  ],
])('%s is called again and again', (_, file, text) => {
  expect(severitiesOf({ 'token.js': TOKEN, [file]: text })).toEqual(['error']);
});

test('the factory of a provider runs once', () => {
  const module = (key: string) => ({
    'token.js': TOKEN,
    'module.ts': `import { getToken } from './token.js';
@Module({ providers: [{ provide: 'CLIENT', ${key}: async () => clientWith(await getToken()) }] })
export class Orders {}`,
  });
  expect(saidOf(module('useFactory'))).toEqual([]);
  expect(saidOf(module('make'))).toEqual(['reuse@token']);
});
