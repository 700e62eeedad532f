/** The call elsewhere, with something else, or not at all. */
import { sourcesOf, withLines } from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles, type Program } from '../program.js';
import {
  edited,
  enclosing,
  insert,
  markedRange,
  nodeAtMarker,
  parse,
  replace,
  textOf,
  type Node,
  type Syntax,
} from '../syntax.js';
import { tokenRequestOf } from '../preserving/token-request.js';
import { helperOf } from './caches.js';

interface Call {
  file: string;
  syntax: Syntax;
  call: Node;
}

function callAtLoop(program: Program): Call | null {
  const file = sourcesOf(program).find((one) => program.files[one]?.includes('/*@loop*/'));
  if (file === undefined) return null;
  const syntax = parse(program.files[file] ?? '');
  const call = nodeAtMarker(syntax, 'loop');
  return call?.type === 'CallExpression' ? { file, syntax, call } : null;
}

/** The statement with the call goes above its loop. */
export const hoist: Mutation = {
  name: 'hoist',
  apply(program) {
    const at = callAtLoop(program);
    if (!at) return null;
    const statement = enclosing(at.call, ({ type }) => type === 'VariableDeclaration');
    const loop = enclosing(at.call, ({ type }) => type === 'ForOfStatement');
    if (!statement || !loop) return null;
    const edits = [replace(statement, ''), insert(loop.range[0], `${textOf(at.syntax, statement)}\n  `)];
    return { program: withFiles(program, { [at.file]: edited(at.syntax.text, edits) }) };
  },
};

/** The call stands at the top of the module, once, with its marker; what awaited it awaits the promise. */
export const once: Mutation = {
  name: 'once',
  apply(program) {
    const at = callAtLoop(program);
    if (!at) return null;
    const [start, end] = markedRange(at.syntax, at.call);
    const text = edited(at.syntax.text, [{ start, end, text: 'tokenOnce' }]);
    return {
      program: withFiles(program, {
        [at.file]: withLines(text, `const tokenOnce = ${at.syntax.text.slice(start, end)};`),
      }),
    };
  },
};

/** Each turn logs another user in: nothing stays the same from turn to turn. */
export const userInLoop: Mutation = {
  name: 'user-in-loop',
  apply(program) {
    const at = callAtLoop(program);
    const request = tokenRequestOf(program);
    const helper = helperOf(program);
    const loop = at && enclosing(at.call, ({ type }) => type === 'ForOfStatement');
    if (
      !at ||
      !request ||
      !helper ||
      !loop ||
      helper.declaration.params.length > 0 ||
      at.file === request.file
    )
      return null;
    const item = textOf(at.syntax, (loop.left as Node).declarations[0]!.id);
    const own = (key: string) => request.body.properties.find((one) => one.key.name === key);
    const [user, password] = [own('username'), own('password')];
    if (!user || !password) return null;
    const token = edited(request.syntax.text, [
      replace(helper.declaration.id, `${helper.name}`),
      insert(helper.declaration.id.range[1] + 1, 'account'),
      replace(user.value, 'account.user'),
      replace(password.value, 'account.password'),
    ]);
    const caller = edited(at.syntax.text, [insert(at.call.range[1] - 1, item)]);
    return { program: withFiles(program, { [request.file]: token, [at.file]: caller }) };
  },
};

/** The machine's own grant in place of the password grant. */
export const otherGrant: Mutation = {
  name: 'other-grant',
  apply(program) {
    const request = tokenRequestOf(program);
    if (!request) return null;
    const left = request.body.properties
      .filter(({ key }) => !['username', 'password'].includes(key.name))
      .map((one) => textOf(request.syntax, one).replace("'password'", "'client_credentials'"));
    const text = edited(request.syntax.text, [replace(request.body, `{ ${left.join(', ')} }`)]);
    return { program: withFiles(program, { [request.file]: text }) };
  },
};

/** Nobody calls the helper any more. */
export const noRequest: Mutation = {
  name: 'no-request',
  apply(program) {
    const at = callAtLoop(program);
    if (!at) return null;
    const [start, end] = markedRange(at.syntax, at.call);
    const text = edited(at.syntax.text, [
      { start, end, text: '/*@loop*/ Promise.resolve(process.env.STATIC_TOKEN)' },
    ]);
    return { program: withFiles(program, { [at.file]: text }) };
  },
};
