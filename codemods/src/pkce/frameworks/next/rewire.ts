/** One sign-in of a Next.js application: its route leads to the flow, components leave the page, readers ask the session. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { ReasonCode } from '../../../reasons.js';
import { lineOf } from '../../../source/lines.js';
import { functionOf, nodeAt, spanOf } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, quoted, styleOf } from '../../../source/style.js';
import type { Rewire } from '../../framework.js';
import { EditedFiles, promised, replaceRequest } from '../browser/replace-request.js';
import type { Sources } from '../browser/sources.js';
import { fieldsStep } from '../browser/steps.js';
import { addressOf, type Layout } from './layout.js';
import { loginRoute } from './login-route.js';
import { routeCallers, type RouteCaller } from './route-callers.js';
import { cookieUses, type CookieUse } from './token-cookie.js';

export interface NextContext {
  layout: Layout;
  sources: Sources;
  /** The specifier by which a file imports a module of the flow. */
  moduleFor(file: string, name: string): string;
}

export function rewireNext(site: RequestSite, context: NextContext): Rewire {
  const { layout, sources } = context;
  const left = (reason: ReasonCode, note: string): Rewire => ({
    site,
    outcome: { reason, note: `${note}.` },
  });
  const parsed = sources.parsed(site.file);
  const request = parsed && nodeAt(parsed, { start: site.start.offset, end: site.end.offset });
  const address = addressOf(layout, site.file);
  if (!parsed || !request || address === null)
    return left('route-not-understood', 'The request does not stand in a route of the application');
  const route = loginRoute(parsed, request);
  if ('reason' in route) return left(route.reason, route.note);

  const called = routeCallers(sources, address);
  if (typeof called === 'string') return left('route-not-understood', called);
  const [name, ...more] = new Set(route.tokens);
  if (more.length > 0) return left('token-use-not-understood', 'The token is kept in two cookies');
  const isOwn = (file: ParsedFile, node: ts.Node): boolean => file === parsed && node === route.fn;
  const other = route.others.find((one) => isUsed(sources, one, parsed));
  if (other)
    return left('token-use-not-understood', `The cookie '${other}' is kept with the token and used again`);
  const uses = cookieUses(sources, name!, layout.router, isOwn);
  if (typeof uses === 'string') return left('token-use-not-understood', uses);

  const files = new EditedFiles(null);
  leadToLogin(parsed, route.fn, loginPath(called.callers), files, context);
  for (const caller of called.callers) leave(caller, 'signIn', files, context);
  const logOuts = new Map<string, CookieUse>();
  for (const use of uses) {
    const out = use.kind === 'delete' && layout.router === 'app' ? addressOf(layout, use.parsed.file) : null;
    if (out !== null && /(log|sign)-?_?out/i.test(out)) logOuts.set(out, use);
    else replaceUse(use, files, context);
  }
  const steps = [...logOuts].flatMap(([out, use]) => leadToLogout(out, use, files, context));
  return {
    site,
    outcome: {
      edits: files.finish(),
      note: `${address} leads to the sign-in at the authorization server; the cookie '${name}' is no longer used.`,
      steps: [...steps, ...passwordFields(called.callers)],
    },
  };
}

/** The login, and from there to where all callers went afterwards. */
function loginPath(callers: readonly RouteCaller[]): string {
  const [landing, ...others] = new Set(callers.map((caller) => caller.landing));
  const isOne = landing != null && landing !== '/' && others.length === 0;
  return isOne ? `/auth/login?returnTo=${encodeURIComponent(landing)}` : '/auth/login';
}

function leadToLogin(
  parsed: ParsedFile,
  fn: ts.FunctionLikeDeclaration,
  login: string,
  files: EditedFiles,
  context: NextContext,
): void {
  const into = files.of(parsed);
  const { semicolon, eol, indent } = styleOf(parsed);
  const indentation = indentationAt(parsed.text, fn.getStart());
  const path = quoted(login, styleOf(parsed));
  const body = (text: string): string =>
    `{${eol}${indentation}${indent}${text}${semicolon}${eol}${indentation}}`;
  if (context.layout.router === 'pages') {
    const response = fn.parameters[1]?.name.getText() ?? 'res';
    into.edits.push({
      ...spanOf(fn.body!),
      text: body(`${response}.redirect(303, ${path})`),
    });
    return;
  }
  const goTo = into.names.localFor(context.moduleFor(parsed.file, 'answer'), 'goTo');
  emptyHandler(fn, into.edits, body(`return ${goTo}(${path}, [], 303)`));
}

/** The parameters and the type go with what used them. */
function emptyHandler(
  fn: ts.FunctionLikeDeclaration,
  edits: { start: number; end: number; text: string }[],
  body: string,
): void {
  const [first] = fn.parameters;
  const last = fn.type ?? fn.parameters.at(-1);
  if (first && last) edits.push({ start: first.getStart(), end: last.end, text: fn.type ? ')' : '' });
  else if (fn.type) edits.push({ start: fn.parameters.end, end: fn.type.end, text: ')' });
  edits.push({ ...spanOf(fn.body!), text: body });
}

function leave(
  { signIn, landing }: RouteCaller,
  name: 'signIn' | 'signOut',
  files: EditedFiles,
  context: NextContext,
): void {
  const into = files.of(signIn.parsed);
  const local = into.names.localFor(context.moduleFor(signIn.parsed.file, 'leave'), name);
  const argument =
    name === 'signIn' && landing !== null && landing !== '/' ? quoted(landing, styleOf(signIn.parsed)) : '';
  replaceRequest(signIn, into, `${local}(${argument})`, promised(signIn));
}

function replaceUse(
  { parsed, kind, node, request, isTested }: CookieUse,
  files: EditedFiles,
  context: NextContext,
): void {
  if (files.isGone(parsed, node)) return;
  const into = files.of(parsed);
  const writes = request !== null || isRoute(parsed, context.layout);
  const name = kind === 'delete' ? 'endSession' : writes ? 'getAccessToken' : 'readAccessToken';
  const local = into.names.localFor(context.moduleFor(parsed.file, 'tokens'), name);
  const given = request ? `${request.request}, ${request.response}` : '';
  if (request?.missing) {
    const { elements } = request.missing;
    into.edits.push({ start: elements.end, end: elements.end, text: ', res' });
  }
  const call = `await ${local}(${given})`;
  const { parent } = node;
  const isOperand =
    isTested ||
    ts.isBinaryExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isPropertyAccessExpression(parent);
  const target = ts.isAwaitExpression(parent) ? parent : node;
  into.edits.push({ ...spanOf(target), text: isOperand ? `(${call})` : call });
}

/** Where cookies can be written: a route handler, or a file of server actions. */
function isRoute({ file, tree }: ParsedFile, layout: Layout): boolean {
  const [first] = tree.statements;
  const isAction = !!first && /^['"]use server['"]/.test(first.getText());
  return isAction || addressOf(layout, file) !== null;
}

/** A log-out route is one address with the flow's own: what is posted to it goes on there. */
function leadToLogout(address: string, use: CookieUse, files: EditedFiles, context: NextContext): string[] {
  const fn = functionOf(use.node);
  const called = routeCallers(context.sources, address);
  const isWhole = !ts.isSourceFile(fn) && 'body' in fn && fn.name?.getText() === 'POST' && onlyDeletes(fn);
  if (!isWhole || typeof called === 'string') {
    replaceUse(use, files, context);
    return [
      `\`${use.parsed.file}\`: let people sign out by a form that posts to /auth/logout, which ends the session at the provider, too.`,
    ];
  }
  const into = files.of(use.parsed);
  const { semicolon, eol, indent } = styleOf(use.parsed);
  const goTo = into.names.localFor(context.moduleFor(use.parsed.file, 'answer'), 'goTo');
  const path = quoted('/auth/logout', styleOf(use.parsed));
  emptyHandler(
    fn as ts.FunctionLikeDeclaration,
    into.edits,
    `{${eol}${indent}return ${goTo}(${path}, [], 307)${semicolon}${eol}}`,
  );
  for (const caller of called.callers) leave(caller, 'signOut', files, context);
  return [];
}

/** Cookies go, and something is answered. */
function onlyDeletes(fn: ts.SignatureDeclaration): boolean {
  const { body } = fn as ts.FunctionDeclaration;
  return (
    !!body &&
    body.statements.every((statement) =>
      /^(\(?await )?\(?(await )?[\w.]*\(?\)?\)?\.delete\(|^const \w+ = (await )?cookies\(\)|^return (NextResponse|Response|new (Next)?Response)\b/.test(
        statement.getText(),
      ),
    )
  );
}

function passwordFields(callers: readonly RouteCaller[]): string[] {
  return [...new Set(callers.map(({ signIn }) => signIn.parsed))].flatMap(({ file, text }) => {
    const at = text.search(/type=["'{]+password/);
    return at < 0 ? [] : [fieldsStep(file, [lineOf(text, at)])];
  });
}

function isUsed(sources: Sources, cookie: string, own: ParsedFile): boolean {
  const pattern = new RegExp(`['"\`]${cookie}['"\`]|cookies\\.${cookie}\\b`);
  return sources.matching(pattern).some((parsed) => parsed !== own && /cookie/i.test(parsed.text));
}
