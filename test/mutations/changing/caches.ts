/** A cache around the token request: the findings about reuse and loops go, the grant stays what it is. */
import { functionsIn, withImport, type Declared } from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles, type Program } from '../program.js';
import {
  edited,
  enclosing,
  fresh,
  insert,
  nodeAtMarker,
  parse,
  replace,
  textOf,
  type Edit,
  type Node,
  type Syntax,
} from '../syntax.js';

export interface Helper extends Declared {
  file: string;
  syntax: Syntax;
  /** The expression that the last statement returns. */
  returned: Node;
  returnStatement: Node;
}

/** The top-level function that holds the token request and ends by returning what it answers. */
export function helperOf(program: Program): Helper | null {
  const entry = Object.entries(program.files).find(([, text]) => text.includes('/*@token*/'));
  if (!entry) return null;
  const [file, text] = entry;
  const syntax = parse(text);
  const call = nodeAtMarker(syntax, 'token');
  const around = call && enclosing(call, ({ type }) => type === 'FunctionDeclaration');
  const declared = functionsIn(syntax).find(({ declaration }) => declaration === around);
  const last = declared?.declaration.body.body.at(-1);
  if (!declared || last?.type !== 'ReturnStatement' || !last.argument) return null;
  return { ...declared, file, syntax, returned: last.argument, returnStatement: last };
}

/** Guard at the top and store at the end, in the helper itself; `lines` stand before it. */
function inside(helper: Helper, lines: string, guard: string, store: (token: string) => string): string {
  const { syntax, statement, declaration, returned, returnStatement } = helper;
  const edits: Edit[] = [
    insert(statement.range[0], `${lines}\n\n`),
    insert(declaration.body.range[0] + 1, `\n  ${guard}`),
    replace(returnStatement, store(textOf(syntax, returned))),
  ];
  return edited(syntax.text, edits);
}

/** The helper goes on under another name, and a new function of its name stands before it. */
function around(helper: Helper, before: string, body: (inner: string, args: string) => string): string {
  const { syntax, statement, declaration, name, exported } = helper;
  const inner = fresh(syntax.text, `${name}Anew`);
  const params = declaration.params.map((one) => textOf(syntax, one)).join(', ');
  const wrapper = `${exported ? 'export ' : ''}async function ${name}(${params}) {\n  ${body(inner, params)}\n}`;
  return edited(syntax.text, [
    { start: statement.range[0], end: declaration.range[0], text: `${before}\n\n` },
    replace(declaration.id, inner),
    insert(statement.range[1], `\n\n${wrapper}`),
  ]);
}

const LATER = 'Date.now() + 3_000_000';

const CACHES: Record<string, (helper: Helper) => string> = {
  'variable with expiry': (helper) =>
    inside(
      helper,
      'let cachedToken = null;\nlet goodUntil = 0;',
      'if (cachedToken && Date.now() < goodUntil) return cachedToken;',
      (token) => [`cachedToken = ${token};`, `goodUntil = ${LATER};`, 'return cachedToken;'].join('\n  '),
    ),
  'object with expiry': (helper) =>
    inside(
      helper,
      'const kept = { token: undefined, until: 0 };',
      'if (kept.token !== undefined && kept.until > Date.now()) {\n    return kept.token;\n  }',
      (token) => [`kept.token = ${token};`, `kept.until = ${LATER};`, 'return kept.token;'].join('\n  '),
    ),
  'map with a fixed key': (helper) =>
    inside(
      helper,
      'const tokens = new Map();',
      "const hit = tokens.get('machine');\n  if (hit && hit.until > Date.now()) return hit.token;",
      (token) =>
        [
          `const entry = { token: ${token}, until: ${LATER} };`,
          "tokens.set('machine', entry);",
          'return entry.token;',
        ].join('\n  '),
    ),
  'function around': (helper) =>
    around(helper, 'let cachedToken;\nlet goodUntil = 0;', (inner, args) =>
      [
        `if (!cachedToken || Date.now() >= goodUntil) {`,
        `    cachedToken = await ${inner}(${args});`,
        `    goodUntil = ${LATER};`,
        '  }',
        '  return cachedToken;',
      ].join('\n  '),
    ),
  'promise memo': (helper) =>
    around(helper, 'let asked;', (inner, args) => `asked ??= ${inner}(${args});\n  return asked;`),
  'promise memo with expiry': (helper) =>
    around(helper, 'let asked = null;\nlet askedAt = 0;', (inner, args) =>
      [
        `if (asked === null || Date.now() - askedAt > 3_000_000) {`,
        `    askedAt = Date.now();`,
        `    asked = ${inner}(${args});`,
        '  }',
        '  return asked;',
      ].join('\n  '),
    ),
  'lru-cache': (helper) =>
    withImport(
      around(helper, 'const tokens = new LRUCache({ max: 1, ttl: 3_000_000 });', (inner, args) =>
        [
          "const hit = tokens.get('machine');",
          'if (hit) return hit;',
          `const token = await ${inner}(${args});`,
          "tokens.set('machine', token);",
          'return token;',
        ].join('\n  '),
      ),
      '{ LRUCache }',
      'lru-cache',
    ),
  'node-cache': (helper) =>
    withImport(
      around(helper, 'const store = new NodeCache({ stdTTL: 3000 });', (inner, args) =>
        [
          "let token = store.get('token');",
          'if (token === undefined) {',
          `    token = await ${inner}(${args});`,
          "    store.set('token', token);",
          '  }',
          '  return token;',
        ].join('\n  '),
      ),
      'NodeCache',
      'node-cache',
    ),
};

export const addCache: Mutation = {
  name: 'add-cache',
  apply(program, random) {
    const helper = helperOf(program);
    if (!helper) return null;
    const detail = random.pick(Object.keys(CACHES));
    return { program: withFiles(program, { [helper.file]: CACHES[detail]!(helper) }), detail };
  },
};

const MEMOS: Record<string, [imported: string, from: string, call: (inner: string) => string]> = {
  'p-memoize': ['pMemoize', 'p-memoize', (inner) => `pMemoize(${inner})`],
  memoizee: ['memoizee', 'memoizee', (inner) => `memoizee(${inner}, { promise: true, maxAge: 3_000_000 })`],
  'lodash memoize': ['_', 'lodash', (inner) => `_.memoize(${inner})`],
  'lodash once': ['{ once }', 'lodash', (inner) => `once(${inner})`],
};

export const memoize: Mutation = {
  name: 'memoize',
  apply(program, random) {
    const helper = helperOf(program);
    if (!helper) return null;
    const { syntax, file, name, statement, declaration, exported } = helper;
    const detail = random.pick(Object.keys(MEMOS));
    const [imported, from, call] = MEMOS[detail]!;
    const inner = fresh(syntax.text, `${name}Anew`);
    const text = edited(syntax.text, [
      { start: statement.range[0], end: declaration.range[0], text: '' },
      replace(declaration.id, inner),
      insert(statement.range[1], `\n\n${exported ? 'export ' : ''}const ${name} = ${call(inner)};`),
    ]);
    return { program: withFiles(program, { [file]: withImport(text, imported, from) }), detail };
  },
};

/** Caches that do not cache: what is found must stay. */
const BROKEN: Record<string, (helper: Helper) => string> = {
  'written and never read': (helper) =>
    inside(helper, 'let lastToken = null;', '', (token) =>
      [`const issued = ${token};`, 'lastToken = issued;', 'return issued;'].join('\n  '),
    ),
  'local to the function': (helper) =>
    inside(helper, '', 'let own = null;\n  if (own) return own;', (token) =>
      [`own = ${token};`, 'return own;'].join('\n  '),
    ),
  'counted only': (helper) =>
    inside(helper, 'let requests = 0;', 'requests += 1;', (token) => `return ${token};`),
};

export const brokenCache: Mutation = {
  name: 'cache that does not cache',
  apply(program, random) {
    const helper = helperOf(program);
    // In a program that reuses tokens already, the same names would only confuse the reader.
    if (!helper || /cached|kept/.test(helper.syntax.text)) return null;
    const detail = random.pick(Object.keys(BROKEN));
    return { program: withFiles(program, { [helper.file]: BROKEN[detail]!(helper) }), detail };
  },
};
