/** The route that takes the password: what it keeps of the answer, and whether it does anything else. */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { functionOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { ReasonCode } from '../../../reasons.js';
import { tokenSense } from '../browser/access-token.js';
import { signInFunction } from '../browser/sign-in-function.js';
import { isJar } from './token-cookie.js';

export interface LoginRoute {
  fn: ts.FunctionLikeDeclaration;
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
  /(^|\.)(json|formData|text|get|set|setHeader|append|serialize|status|end|send|redirect|cookies|toString|trim|String|Number|now|log|warn|error|catch|then|stringify|parse|NextResponse|next)$/;

export function loginRoute(parsed: ParsedFile, request: ts.Node): LoginRoute | Refusal {
  const signIn = signInFunction(parsed, request);
  const fn = signIn?.fn;
  if (!fn?.body || !ts.isBlock(fn.body) || !isHandler(fn))
    return { reason: 'route-not-understood', note: 'The request does not stand in the handler of a route' };
  const sense = tokenSense({ ...signIn!, replaced: fn.body.statements });
  const isToken = (node: ts.Node): boolean => sense.isAccessToken(parsed, node);
  const route: LoginRoute = { fn, tokens: [], others: [] };
  let refusal: Refusal | null = null;
  const place = (node: ts.Node): string => `${parsed.file}:${lineOf(parsed.text, node.getStart())}`;
  walk(fn.body, (node) => {
    if (refusal || node === request) return false;
    if (!ts.isCallExpression(node)) return true;
    const callee = node.expression.getText().replace(/\s+/g, '');
    const cookie = cookieWritten(node, isToken);
    if (cookie) route[cookie.isToken ? 'tokens' : 'others'].push(cookie.name);
    else if (!UNDERSTOOD.test(callee))
      refusal = { reason: 'route-not-understood', note: `${place(node)} calls ${callee}` };
    else if (
      /(^|\.)(json|send|end)$/.test(callee) &&
      node.arguments.some((argument) => holdsAnswer(argument, isToken))
    )
      refusal = { reason: 'token-returned-to-caller', note: `${place(node)} answers with the token` };
    return refusal === null;
  });
  if (refusal) return refusal;
  if (route.tokens.length === 0)
    return {
      reason: 'token-use-not-understood',
      note: 'The token is not kept in a cookie, from where its readers could be found',
    };
  return route;
}

/** `export async function POST`, `export default function handler(req, res)`. */
function isHandler(fn: ts.FunctionLikeDeclaration): boolean {
  const holder = ts.isFunctionDeclaration(fn)
    ? fn
    : ts.isVariableDeclaration(fn.parent)
      ? fn.parent.parent.parent
      : fn.parent;
  if (ts.isExportAssignment(holder)) return true;
  const isExported =
    ts.canHaveModifiers(holder) &&
    (ts.getModifiers(holder)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);
  if (isExported) return true;
  const name =
    fn.name?.getText() ?? (ts.isVariableDeclaration(fn.parent) ? fn.parent.name.getText() : undefined);
  return name !== undefined && new RegExp(`export default ${name}\\b`).test(fn.getSourceFile().text);
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
function holdsAnswer(argument: ts.Node, isToken: (node: ts.Node) => boolean): boolean {
  let found = false;
  walk(argument, (node) => {
    if (isToken(node)) found = true;
    if (ts.isIdentifier(node) && isWholeAnswer(node)) found = true;
    return !found;
  });
  return found;
}

/** `const data = await response.json()`, `response.data` of axios: what a route reads of its own request is no answer. */
function isWholeAnswer(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name && name.text === 'data';
  if (ts.isPropertyAssignment(parent) && parent.name === name) return false;
  const source = String.raw`(\(?await\s+(?!req)\w+\.json\(\)|(?!req)\w+\.data\b(?!\.))`;
  return new RegExp(`\\b(const|let)\\s+${name.text}\\s*=\\s*${source}`).test(functionOf(name).getText());
}
