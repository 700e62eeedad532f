/** Ways to send a token request: the call that the marker names, and how the answer is read. */
import type { Body } from './bodies.js';

interface Sending {
  /** Statements that hold the request; the marker stands before the call. */
  statements: string[];
  /** What stands for `answer.data` of the first form. */
  data: string;
  imports: [clause: string, from: string][];
}

interface Names {
  answer: string;
  /** A name that the file does not hold yet. */
  name(wished: string): string;
}

type Client = (url: string, body: Body, names: Names) => Sending;

const M = '/*@token*/ ';
const text = ({ kind, expression }: Body) =>
  kind === 'object' ? `JSON.stringify(${expression})` : expression;
const awaited = (answer: string, call: string, data: string, imports: Sending['imports']): Sending => ({
  statements: [`const ${answer} = await ${M}${call};`],
  data,
  imports,
});

/** fetch and what has its signature: the answer is read by a second await, nested or on a line of its own. */
const fetchLike =
  (called: string, imports: Sending['imports'], nested: boolean): Client =>
  (url, body, { answer, name }) => {
    const call = `${M}${called}(${url}, { method: 'POST', body: ${text(body)} })`;
    if (nested)
      return { statements: [`const ${answer} = await (await ${call}).json();`], data: answer, imports };
    const response = name('response');
    return {
      statements: [
        `const ${response} = await ${call};`,
        `if (!${response}.ok) throw new Error('the token endpoint refused');`,
        `const ${answer} = await ${response}.json();`,
      ],
      data: answer,
      imports,
    };
  };

/** Options of clients that encode forms themselves. */
const formOption = (form: string, json: string, body: Body) =>
  body.kind === 'object'
    ? `${json}: ${body.expression}`
    : `${body.kind === 'form' ? form : 'body'}: ${body.expression}`;

export const CLIENTS: Record<string, Client> = {
  'axios.post': (url, { expression }, { answer }) =>
    awaited(answer, `axios.post(${url}, ${expression})`, `${answer}.data`, [['axios', 'axios']]),
  'axios.post, answer destructured': (url, { expression }, { answer }) => ({
    statements: [`const { data: ${answer} } = await ${M}axios.post(${url}, ${expression});`],
    data: answer,
    imports: [['axios', 'axios']],
  }),
  'axios(config)': (url, { expression }, { answer }) =>
    awaited(answer, `axios({ method: 'post', url: ${url}, data: ${expression} })`, `${answer}.data`, [
      ['axios', 'axios'],
    ]),
  'axios.request': (url, { expression }, { answer }) =>
    awaited(answer, `axios.request({ url: ${url}, method: 'POST', data: ${expression} })`, `${answer}.data`, [
      ['axios', 'axios'],
    ]),
  'axios instance': (url, { expression }, { answer, name }) => {
    const http = name('http');
    return {
      statements: [
        `const ${http} = axios.create({ timeout: 5000 });`,
        `const ${answer} = await ${M}${http}.post(${url}, ${expression});`,
      ],
      data: `${answer}.data`,
      imports: [['axios', 'axios']],
    };
  },
  'axios config in a constant': (url, { expression }, { answer, name }) => {
    const config = name('config');
    return {
      statements: [
        `const ${config} = { method: 'POST', url: ${url}, data: ${expression} };`,
        `const ${answer} = await ${M}axios(${config});`,
      ],
      data: `${answer}.data`,
      imports: [['axios', 'axios']],
    };
  },
  fetch: fetchLike('fetch', [], false),
  'fetch, nested': fetchLike('fetch', [], true),
  'node-fetch': fetchLike('nodeFetch', [['nodeFetch', 'node-fetch']], false),
  'cross-fetch': fetchLike('crossFetch', [['crossFetch', 'cross-fetch']], true),
  'undici fetch': fetchLike('request', [['{ fetch as request }', 'undici']], true),
  got: (url, body, { answer }) =>
    awaited(answer, `got.post(${url}, { ${formOption('body', 'form', body)} }).json()`, answer, [
      ['got', 'got'],
    ]),
  ky: (url, body, { answer }) =>
    awaited(answer, `ky.post(${url}, { ${formOption('body', 'json', body)} }).json()`, answer, [
      ['ky', 'ky'],
    ]),
  superagent: (url, { expression }, { answer }) =>
    awaited(answer, `superagent.post(${url}).type('form').send(${expression})`, `${answer}.body`, [
      ['superagent', 'superagent'],
    ]),
  'request-promise': (url, body, { answer }) =>
    awaited(
      answer,
      `rp({ method: 'POST', uri: ${url}, ${formOption('body', 'form', body)}, json: true })`,
      answer,
      [['rp', 'request-promise-native']],
    ),
  needle: (url, { expression }, { answer }) =>
    awaited(answer, `needle('post', ${url}, ${expression})`, `${answer}.body`, [['needle', 'needle']]),
  ofetch: (url, { expression }, { answer }) =>
    awaited(answer, `ofetch(${url}, { method: 'POST', body: ${expression} })`, answer, [
      ['{ ofetch }', 'ofetch'],
    ]),
  'undici request': (url, body, { answer, name }) => {
    const response = name('response');
    return {
      statements: [
        `const ${response} = await ${M}undici.request(${url}, { method: 'POST', body: ${text(body)} });`,
        `const ${answer} = await ${response}.body.json();`,
      ],
      data: answer,
      imports: [['undici', 'undici']],
    };
  },
};
