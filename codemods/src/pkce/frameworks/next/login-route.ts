/** What takes the password: what it keeps of the answer, and whether it does anything else. */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { functionOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { ReasonCode } from '../../../reasons.js';
import { tokenSense } from '../browser/access-token.js';
import type { SignInFunction } from '../browser/sign-in-function.js';
import type { Entry } from './entry.js';
import { isJar } from './token-cookie.js';

export interface Kept {
  /** Cookies that hold the access token. */
  tokens: string[];
  /** Cookies that hold something else. */
  others: string[];
}

interface Refusal {
  reason: ReasonCode;
  note: string;
}

const UNDERSTOOD =
  /(^|\.)(json|formData|text|get|set|setHeader|append|serialize|status|end|send|redirect|cookies|toString|trim|String|Number|now|log|warn|error|catch|then|stringify|parse|safeParse|fromEntries|flatten|revalidatePath|revalidateTag|NextResponse|next)$/;

export function keptBy(entry: Entry): Kept | Refusal {
  const kept = lookThrough(entry, false);
  if ('reason' in kept || kept.tokens.length > 0) return kept;
  return {
    reason: 'token-use-not-understood',
    note: 'The token is not kept in a cookie, from where its readers could be found',
  };
}

/** Null where it makes the request and answers, whatever it answers with, and keeps nothing. */
export function doesOnlySignIn(entry: Entry): Refusal | null {
  const kept = lookThrough(entry, true);
  if ('reason' in kept) return kept;
  return kept.tokens.length + kept.others.length === 0
    ? null
    : { reason: 'token-use-not-understood', note: 'The token is kept in a cookie, too' };
}

function lookThrough({ signIn, helpers, request }: Entry, mayAnswer: boolean): Kept | Refusal {
  const way = [...helpers, signIn];
  const senses = way.map((one) => tokenSense({ ...one, replaced: statementsOf(one) }));
  const names = new Set(helpers.flatMap(({ name }) => name ?? []));
  const kept: Kept = { tokens: [], others: [] };
  for (const { parsed, fn } of way) {
    const isToken = (node: ts.Node): boolean => senses.some((sense) => sense.isAccessToken(parsed, node));
    const answers = fn === signIn.fn && !mayAnswer;
    const refusal = look(fn, { parsed, isToken, request, names, kept, answers, mayAnswer });
    if (refusal) return refusal;
  }
  return kept;
}

interface Looking {
  parsed: ParsedFile;
  isToken(node: ts.Node): boolean;
  request: ts.Node;
  /** Functions of the way to the request. */
  names: ReadonlySet<string>;
  kept: Kept;
  /** What this function returns is answered. */
  answers: boolean;
  /** Whoever gets the token is looked at elsewhere. */
  mayAnswer: boolean;
}

/** Adds to `kept`; gives the first thing that is not understood. */
function look(fn: ts.FunctionLikeDeclaration, looking: Looking): Refusal | null {
  const { parsed, isToken, request, names, kept } = looking;
  let refusal: Refusal | null = null;
  const place = (node: ts.Node): string => `${parsed.file}:${lineOf(parsed.text, node.getStart())}`;
  walk(fn.body!, (node) => {
    if (refusal || node === request) return false;
    if (looking.answers && ts.isReturnStatement(node) && functionOf(node) === fn) {
      const { expression } = node;
      const isAnswer = expression && !ts.isCallExpression(expression) && holdsAnswer(expression, looking);
      if (isAnswer)
        refusal = { reason: 'token-returned-to-caller', note: `${place(node)} answers with the token` };
    }
    if (!ts.isCallExpression(node)) return refusal === null;
    const callee = node.expression.getText().replace(/\s+/g, '');
    const cookie = cookieWritten(node, isToken);
    if (cookie) kept[cookie.isToken ? 'tokens' : 'others'].push(cookie.name);
    else if (names.has(callee.split('.').at(-1)!)) return true;
    else if (!UNDERSTOOD.test(callee))
      refusal = { reason: 'route-not-understood', note: `${place(node)} calls ${callee}` };
    else if (
      !looking.mayAnswer &&
      /(^|\.)(json|send|end)$/.test(callee) &&
      node.arguments.some((argument) => holdsAnswer(argument, looking))
    )
      refusal = { reason: 'token-returned-to-caller', note: `${place(node)} answers with the token` };
    return refusal === null;
  });
  return refusal;
}

function statementsOf({ fn }: SignInFunction): readonly ts.Statement[] {
  return (fn.body as ts.Block).statements;
}

interface Written {
  name: string;
  isToken: boolean;
}

/** `store.set('token', data.access_token, …)`, `serialize('token', …)`, `setHeader('Set-Cookie', `token=${…}`)`. */
function cookieWritten(call: ts.CallExpression, isToken: (node: ts.Node) => boolean): Written | null {
  const { expression, arguments: given } = call;
  const [first, second] = given;
  const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  const isSet = method === 'set' && ts.isPropertyAccessExpression(expression) && isJar(expression.expression);
  if ((isSet || method === 'serialize') && first && second && ts.isStringLiteralLike(first))
    return { name: first.text, isToken: isToken(second) };
  if (isSet && first && ts.isObjectLiteralExpression(first)) {
    const member = (name: string): ts.Expression | undefined =>
      first.properties.filter(ts.isPropertyAssignment).find((property) => property.name.getText() === name)
        ?.initializer;
    const [name, value] = [member('name'), member('value')];
    return name && value && ts.isStringLiteralLike(name)
      ? { name: name.text, isToken: isToken(value) }
      : null;
  }
  if (method !== 'setHeader' || !first || !second || !/^['"]set-cookie['"]$/i.test(first.getText()))
    return null;
  if (!ts.isTemplateExpression(second)) return null;
  const name = /^([\w.-]+)=$/.exec(second.head.text)?.[1];
  return name ? { name, isToken: isToken(second.templateSpans[0]!.expression) } : null;
}

/** The token itself, or the whole answer of the token endpoint. */
function holdsAnswer(argument: ts.Node, { isToken, names }: Looking): boolean {
  let found = false;
  walk(argument, (node) => {
    if (isToken(node)) found = true;
    if (ts.isIdentifier(node) && isWholeAnswer(node, names)) found = true;
    return !found;
  });
  return found;
}

/** `const data = await response.json()`, `response.data` of axios: what a route reads of its own request is no answer. */
function isWholeAnswer(name: ts.Identifier, helpers: ReadonlySet<string>): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name && name.text === 'data';
  if (ts.isPropertyAssignment(parent) && parent.name === name) return false;
  const called = [...helpers].map((helper) => String.raw`|await\s+(\w+\.)*${helper}\(`).join('');
  const source = String.raw`(\(?await\s+(?!req)\w+\.json\(\)|(?!req)\w+\.data\b(?!\.)${called})`;
  return new RegExp(`\\b(const|let)\\s+${name.text}\\s*=\\s*${source}`).test(functionOf(name).getText());
}
