/** Requests whose grant is not to be seen, and requests that the token client answers. */
import type { TSESTree } from '@typescript-eslint/types';
import { enclosingFunction, unwrap, type Node } from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { importsModule, type FileContext } from './context.js';
import { type HttpParts } from './http-call.js';
import type { Carried } from './claims.js';

/** `cachedAxios(axios).post(…)`: the transports of the token client answer from what they keep. */
export function isAnsweredByTokenClient(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  whole: Node = call,
): boolean {
  if (!importsModule(context, ['@grant-migrate/token-client'])) return false;
  // wretch takes the drop-in as a middleware.
  if (/\.middlewares\(\s*\[[^\]]*=>\s*\w*[cC]achedFetch\w*\(/.test(context.tree.text.slice(...whole.range)))
    return true;
  const fromTokenClient = (node: Node): boolean => {
    const at = unwrap(node);
    if (at.type === 'MemberExpression') return fromTokenClient(at.object);
    if (at.type === 'CallExpression') return fromTokenClient(at.callee);
    const variable = at.type === 'Identifier' ? context.bindings.variableOf(at) : undefined;
    if (!variable) return false;
    if (importOf(variable)?.module.startsWith('@grant-migrate/token-client')) return true;
    const declared = variable.defs[0]?.node as Node | undefined;
    return (
      declared?.type === 'VariableDeclarator' &&
      !!declared.init &&
      unwrap(declared.init).type === 'CallExpression' &&
      fromTokenClient(declared.init)
    );
  };
  return fromTokenClient(call.callee);
}

/** What makes a request one person's, or another request. */
const OF_A_PERSON = /^(\w*token|code|assertion|user(name)?|email|password|grant_?type)$/i;

/** No grant to see (it stands in the endpoint's address, or the vendor wants none), but a client authenticates and a token is read. */
export function asksByClientAlone(
  context: FileContext,
  call: TSESTree.CallExpression,
  parts: HttpParts,
  carried: Carried[],
  url: string,
): boolean {
  const written = parts.headers.map((node) => context.tree.text.slice(...node.range)).join(' ');
  const keys = carried.flatMap((one) => one.payload.entries.map((entry) => entry.key));
  const named = [/^client_?id$/i, /^client_?secret$/i].every((name) => keys.some((key) => name.test(key)));
  if (!named && !parts.basic && !/['"`]Basic |\bBasic \$\{/.test(written)) return false;
  if (keys.some((key) => OF_A_PERSON.test(key))) return false;
  const address = `${url} ${parts.url.map((node) => context.tree.text.slice(...node.range)).join(' ')}`;
  if (!/oauth|token/i.test(address) || /introspect|revoke|userinfo|logout/i.test(address)) return false;
  const fn = enclosingFunction(call) ?? context.tree.program;
  return /\.\s*access_?token\b|\baccess_token\b\s*[,}]/i.test(context.tree.text.slice(...fn.range));
}
