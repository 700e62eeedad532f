/** Ways to write the body of a token request. */
import type { Random } from '../random.js';
import type { Field } from './token-request.js';

export interface Body {
  /** Statements before the request. */
  before: string[];
  expression: string;
  /** What the expression is: a plain object, encoded text, or a form object that clients encode. */
  kind: 'object' | 'text' | 'form';
  imports: [clause: string, from: string][];
}

const entries = (fields: readonly Field[]) =>
  fields.map(({ key, value }) => (key === value ? key : `${key}: ${value}`));
const objectOf = (fields: readonly Field[]) => `{ ${entries(fields).join(', ')} }`;
const plain = (
  kind: Body['kind'],
  expression: string,
  before: string[] = [],
  imports: Body['imports'] = [],
): Body => ({
  before,
  expression,
  kind,
  imports,
});

type Writer = (fields: Field[], name: (wished: string) => string, random: Random) => Body;

/** Filled by calls of a method: `form.append(key, value)`. */
const filled =
  (constructed: string, method: string): Writer =>
  (fields, name) => {
    const form = name('form');
    const calls = fields.map(({ key, value }) => `${form}.${method}('${key}', ${value});`);
    return plain('form', form, [`const ${form} = new ${constructed}();`, ...calls]);
  };

/** `grant_type=password&username=${…}`, as a template literal or a concatenation. */
export const encodedPairs = (fields: readonly Field[]): string =>
  fields
    .map(({ key, value, literal }) => `${key}=${literal ?? `\${encodeURIComponent(${value})}`}`)
    .join('&');

export const BODIES: Record<string, Writer> = {
  object: (fields) => plain('object', objectOf(fields)),
  'quoted keys': (fields) =>
    plain('object', `{ ${fields.map(({ key, value }) => `'${key}': ${value}`).join(', ')} }`),
  'object in a constant': (fields, name) => {
    const payload = name('payload');
    return plain('object', payload, [`const ${payload} = ${objectOf(fields)};`]);
  },
  'fields set later': (fields, name) => {
    const payload = name('payload');
    return plain('object', payload, [
      `const ${payload} = {};`,
      ...fields.map(({ key, value }) => `${payload}.${key} = ${value};`),
    ]);
  },
  spread: (fields, name) => {
    const [grant, ...others] = fields as [Field, ...Field[]];
    const credentials = name('credentials');
    return plain('object', `{ ${entries([grant]).join()}, ...${credentials} }`, [
      `const ${credentials} = ${objectOf(others)};`,
    ]);
  },
  'Object.assign': (fields) => {
    const [grant, ...others] = fields as [Field, ...Field[]];
    return plain('object', `Object.assign({}, ${objectOf([grant])}, ${objectOf(others)})`);
  },
  'JSON.stringify': (fields) => plain('text', `JSON.stringify(${objectOf(fields)})`),
  'qs.stringify': (fields) => plain('text', `qs.stringify(${objectOf(fields)})`, [], [['qs', 'qs']]),
  'querystring.stringify': (fields) =>
    plain('text', `querystring.stringify(${objectOf(fields)})`, [], [['querystring', 'node:querystring']]),
  'URLSearchParams of an object': (fields) => plain('form', `new URLSearchParams(${objectOf(fields)})`),
  'URLSearchParams as text': (fields) => plain('text', `new URLSearchParams(${objectOf(fields)}).toString()`),
  'URLSearchParams of pairs': (fields) =>
    plain(
      'form',
      `new URLSearchParams([${fields.map(({ key, value }) => `['${key}', ${value}]`).join(', ')}])`,
    ),
  'URLSearchParams append': filled('URLSearchParams', 'append'),
  'URLSearchParams set': filled('URLSearchParams', 'set'),
  'FormData append': filled('FormData', 'append'),
  template: (fields) => plain('text', `\`${encodedPairs(fields)}\``),
  concatenation: (fields) => {
    const parts = fields.map(({ key, value, literal }, index) => {
      const lead = `${index === 0 ? '' : '&'}${key}=`;
      return literal === null ? `'${lead}' + encodeURIComponent(${value})` : `'${lead}${literal}'`;
    });
    return plain('text', parts.join(' + '));
  },
};
