/** Code that ends its token itself, at the provider: kept, the token would be handed out again when it is dead. */
import { ts } from 'ts-morph';
import { lastName, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { helperOf } from './helper.js';
import type { SiteContext } from './site-context.js';

/** RFC 7009, RP-initiated logout, and what vendors call it; a file without such a word ends nothing. */
export const ENDING_WORDS = /revo(ke|cation)|log_?-?out|sign_?-?out|log_?off|end_?-?session/i;
const REVOKING = /revo(ke|cation)/i;
const TOKEN = /token|bearer/i;
/** Methods that ask an address. */
const ASKING = /^(fetch|axios|got|ky|request|post|get|put|delete|del|call|send|\$fetch|ofetch|needle)$/i;
/** What only says how such a request is answered. */
const ROUTES = /(^|\.)(app|\w*router|routes?|server|fastify)$/i;
/** Storage, stores and the token client forget; they ask nobody. */
const FORGETTING =
  /^(console|log(ger)?)\.|(^|\.)(removeItem|clear|dispatch|commit|emit|push|replace|invalidateAccessToken)$/;

/** Whether a token is revoked, or its session ended, in the function's file or in one that mentions it. */
export function isEndedByCode(context: SiteContext, site: ts.Node): boolean {
  if (ENDING_WORDS.test(context.parsed.text) && endsToken(context.parsed)) return true;
  const helper = helperOf(context.parsed, site);
  return helper !== undefined && context.endsElsewhere(helper);
}

/** A call that is named for it or goes to such an address, and is given a token or made on one. */
export function endsToken(parsed: ParsedFile): boolean {
  let found = false;
  walk(parsed.tree, (node) => {
    if (!found && ts.isCallExpression(node)) found = isEnding(node);
    return !found;
  });
  return found;
}

function isEnding(call: ts.CallExpression): boolean {
  const { expression: callee } = call;
  if (FORGETTING.test(callee.getText()) || call.arguments.some(ts.isFunctionLike)) return false;
  const receiver = ts.isPropertyAccessExpression(callee) ? callee.expression.getText() : '';
  if (ROUTES.test(receiver)) return false;
  const name = lastName(callee) ?? '';
  const [address] = call.arguments;
  const given = call.arguments.map((argument) => argument.getText()).join(' ');
  if (REVOKING.test(name) && call.arguments.length > 0) return true;
  if (ASKING.test(name) && address && ENDING_WORDS.test(address.getText())) return true;
  return (ENDING_WORDS.test(name) || ENDING_WORDS.test(given)) && TOKEN.test(`${receiver} ${given}`);
}
