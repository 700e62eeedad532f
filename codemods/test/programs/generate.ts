/** Programs that ask for tokens in a loop, in JavaScript and TypeScript, put together from the ways in which real code does each step. */

import { call, type Choice } from './request-lines.js';

export interface Program {
  name: string;
  file: string;
  text: string;
}

const axes = {
  modules: ['esm', 'cjs', 'ts', 'ts'],
  call: [
    'axios.post',
    'axios(config)',
    'axios.request',
    'instance',
    'fetch',
    'superagent',
    'got',
    'request',
    'ky',
    'gaxios',
    'ofetch',
    'needle',
    'undici',
  ],
  grant: ['password', 'client_credentials', 'wrong-password', 'odd-password'],
  body: ['object', 'params', 'pairs', 'append', 'qs', 'template', 'text'],
  auth: ['basic', 'header', 'body', 'odd-header'],
  result: ['member', 'pattern', 'variable', 'whole', 'several', 'status', 'then'],
  errors: ['none', 'message', 'error', 'rethrow'],
};

const FILES: Record<string, string> = { esm: 'a.mjs', cjs: 'a.cjs', ts: 'a.mts' };

/** `count` programs with one of these grants; the same for the same seed. */
export function programs(count: number, seed: number, grants = axes.grant): Program[] {
  const random = mulberry32(seed);
  const made = new Map<string, Program>();
  while (made.size < count) {
    const choice: Choice = {};
    for (const [axis, values] of Object.entries({ ...axes, grant: grants }))
      choice[axis] = values[Math.floor(random() * values.length)]!;
    const name = Object.values(choice).join(' ');
    made.set(name, { name, file: FILES[choice.modules!]!, text: write(choice) });
  }
  return [...made.values()];
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function write(choice: Choice): string {
  const esm = choice.modules !== 'cjs';
  const load = (module: string, name: string): string =>
    esm ? `import ${name} from '${module}';` : `const ${name} = require('${module}');`;
  const lines = [
    ...clientLines(choice.call!, esm, load),
    ...(choice.body === 'qs' ? [load('qs', 'qs')] : []),
    ...(choice.call === 'instance'
      ? ['', 'const api = axios.create({ baseURL: process.env.TOKEN_BASE });']
      : []),
    '',
    ...helper(choice),
    '',
    `${esm ? 'export ' : ''}async function main(log) {`,
    '  for (let turn = 0; turn < 3; turn += 1) {',
    ...use(choice),
    '  }',
    '}',
    ...(esm ? [] : ['', 'module.exports = { main };']),
  ];
  const text = `${lines.join('\n')}\n`;
  return choice.modules === 'ts' ? typed(text) : text;
}

/** The same program as TypeScript: annotations, type arguments of the clients, assertions. */
function typed(text: string): string {
  const answer = [
    'interface Answer {',
    '  access_token: string;',
    '  scope?: string;',
    '  instance_url?: string;',
    '  expires_in: number;',
    '  error?: string;',
    '}',
  ].join('\n');
  return text
    .replace('async function getToken() {', `${answer}\n\nasync function getToken(): Promise<any> {`)
    .replace('main(log)', 'main(log: (line: string) => void): Promise<void>')
    .replaceAll('catch (error)', 'catch (error: any)')
    .replaceAll('process.env.TOKEN_URL', 'process.env.TOKEN_URL!')
    .replace(/\b(axios|api)\.(post|request)\(/g, '$1.$2<Answer>(')
    .replace(/\bofetch\(/g, 'ofetch<Answer>(')
    .replace(/(\bky\.post\([^\n]*)\.json\(\)/g, '$1.json<Answer>()')
    .replace('await response.json();', '(await response.json()) as Answer;');
}

/** The line that loads the client, where there is one to load. */
function clientLines(name: string, esm: boolean, load: (module: string, name: string) => string): string[] {
  if (name === 'fetch') return [];
  if (name === 'gaxios' || name === 'undici') return [load(name, '{ request }')];
  if (name === 'ofetch') return [load(name, '{ ofetch }')];
  if (!['superagent', 'got', 'request', 'ky', 'needle'].includes(name)) return [load('axios', 'axios')];
  return !esm && (name === 'got' || name === 'ky')
    ? [`const ${name} = require('${name}').default;`]
    : [load(name, name)];
}

const USERS: Record<string, [string, string]> = {
  password: ['ann', 'right'],
  'wrong-password': ['ann', 'wrong'],
  'odd-password': ['bob@x.example', 'pa ss+word&1'],
};

function helper(choice: Choice): string[] {
  const [id, secret] = choice.auth === 'odd-header' ? ["'a b'", "'p:w/d'"] : ["'web'", "'s3cret'"];
  const user = USERS[choice.grant!];
  const fields: [string, string][] = [
    ['grant_type', user ? "'password'" : "'client_credentials'"],
    ...(user
      ? ([
          ['username', `'${user[0]}'`],
          ['password', `'${user[1]}'`],
        ] as [string, string][])
      : []),
    ...(choice.auth === 'body'
      ? ([
          ['client_id', id!],
          ['client_secret', secret!],
        ] as [string, string][])
      : []),
    ['scope', "'read write'"],
    ['extra', '`x${1 + 1}`'],
  ];
  const { before, expression } = body(choice, fields);
  const headers =
    choice.auth === 'body' || choice.auth === 'basic'
      ? ["'X-Tenant': 't1'"]
      : [
          `Authorization: \`Basic \${Buffer.from(\`\${clientId}:\${clientSecret}\`).toString('base64')}\``,
          "'X-Tenant': 't1'",
        ];
  const basic = choice.auth === 'basic' ? `auth: { username: ${id}, password: ${secret} }, ` : '';
  const credentials = /header/.test(choice.auth!)
    ? [`  const clientId = ${id};`, `  const clientSecret = ${secret};`]
    : [];
  return [
    `async function getToken() {`,
    ...credentials,
    ...before.map((line) => `  ${line}`),
    ...call(choice, expression, headers, basic, [id!, secret!]).map((line) => `  ${line}`),
    '}',
  ];
}

function body(choice: Choice, fields: [string, string][]): { before: string[]; expression: string } {
  const object = `{ ${fields.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
  switch (choice.body) {
    case 'params':
      return { before: [], expression: `new URLSearchParams(${object})` };
    case 'pairs':
      return {
        before: [],
        expression: `new URLSearchParams([${fields.map(([key, value]) => `['${key}', ${value}]`).join(', ')}])`,
      };
    case 'append':
      return {
        before: [
          'const form = new URLSearchParams();',
          ...fields.map(([key, value]) => `form.append('${key}', ${value});`),
        ],
        expression: 'form',
      };
    case 'qs':
      return { before: [`const form = qs.stringify(${object});`], expression: 'form' };
    case 'template':
      return {
        before: [],
        expression: `\`${fields.map(([key, value], index) => (index ? `${key}=\${encodeURIComponent(${value})}` : `${key}=${value.slice(1, -1)}`)).join('&')}\``,
      };
    case 'text':
      return {
        before: [],
        expression: fields
          .map(([key, value], index) =>
            index ? `'&${key}=' + encodeURIComponent(${value})` : `'${key}=${value.slice(1, -1)}'`,
          )
          .join(' + '),
      };
    default:
      return { before: [], expression: object };
  }
}

function use(choice: Choice): string[] {
  const line = 'log(JSON.stringify(await getToken()).replace(/"expires_in":\\d+/, \'\'));';
  const caught = {
    message: "log('failed: ' + error.message);",
    error: "log('failed: ' + (error.response?.data?.error ?? error.response?.body?.error ?? error.message));",
    rethrow: "if (turn < 0) throw error; log('failed');",
  }[choice.errors!];
  if (!caught)
    return choice.grant === 'wrong-password'
      ? [`    try { ${line} } catch { log('failed'); }`]
      : [`    ${line}`];
  return ['    try {', `      ${line}`, '    } catch (error) {', `      ${caught}`, '    }'];
}
