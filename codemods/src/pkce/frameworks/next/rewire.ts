/** One sign-in of a Next.js application: its route leads to the flow, components leave the page, readers ask the session. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { ReasonCode } from '../../../reasons.js';
import { lineOf } from '../../../source/lines.js';
import { functionOf, spanOf } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { quoted, styleOf } from '../../../source/style.js';
import { importedNames } from '../../../source/import-names.js';
import { referencesOf } from '../../../source/scope.js';
import type { Rewire } from '../../framework.js';
import { deleteHelper } from '../../server/rewire/delete-helper.js';
import { isExportOf } from '../../server/rewire/login-handler.js';
import { EditedFiles } from '../browser/replace-request.js';
import type { Sources } from '../browser/sources.js';
import { fieldsStep } from '../browser/steps.js';
import { actionUsers } from './action-users.js';
import { entryOf, type Entry } from './entry.js';
import { emptyHandler, leadActionToLogin, leadToLogin, leave } from './lead.js';
import { addressOf, type Layout } from './layout.js';
import type { NextContext } from './context.js';
import { keptBy } from './login-route.js';
import { routeCallers, type RouteCaller } from './route-callers.js';
import { cookieUses, type CookieUse } from './token-cookie.js';

/** All together, so that two that keep their token in one cookie can go at once; else each by itself. */
export function rewireAll(sites: readonly RequestSite[], context: Omit<NextContext, 'others'>): Rewire[] {
  const entries = sites
    .map((site) => entryOf(site, context.layout, context.sources))
    .filter((entry) => typeof entry !== 'string');
  const together = sites.map((site) => rewireNext(site, { ...context, others: entries }));
  if (sites.length === 1 || together.every(({ outcome }) => 'edits' in outcome)) return together;
  return sites.map((site) => rewireNext(site, { ...context, others: [] }));
}

function rewireNext(site: RequestSite, context: NextContext): Rewire {
  const { layout, sources } = context;
  const left = (reason: ReasonCode, note: string): Rewire => ({
    site,
    outcome: { reason, note: `${note}.` },
  });
  const entry = entryOf(site, layout, sources);
  if (typeof entry === 'string') return left('route-not-understood', entry);
  const kept = keptBy(entry);
  if ('reason' in kept) return left(kept.reason, kept.note);

  const { parsed } = entry.signIn;
  const used = usersOf(entry, sources);
  if (typeof used === 'string') return left('route-not-understood', used);
  const [name, ...more] = new Set(kept.tokens);
  if (more.length > 0) return left('token-use-not-understood', 'The token is kept in two cookies');
  const gone = [entry, ...context.others].flatMap(({ signIn, helpers }) => [signIn, ...helpers]);
  const isOwn = (file: ParsedFile, node: ts.Node): boolean =>
    gone.some((one) => one.parsed === file && one.fn === node);
  const other = kept.others.find((one) => isUsed(sources, one, parsed));
  if (other)
    return left('token-use-not-understood', `The cookie '${other}' is kept with the token and used again`);
  const uses = cookieUses(sources, name!, layout.router, isOwn, context.middleware);
  if (typeof uses === 'string') return left('token-use-not-understood', uses);

  const files = new EditedFiles(null);
  if (entry.address === null) leadActionToLogin(entry, used.hasState, files);
  else leadToLogin(parsed, entry.signIn.fn, used.callers, files, context);
  for (const helper of entry.helpers)
    files.of(helper.parsed).edits.push(...deleteHelper(helper.parsed, helper.fn));
  for (const caller of used.callers) leave(caller, 'signIn', files, context);
  const logOuts = new Map<string, CookieUse>();
  for (const use of uses) {
    const out = use.kind === 'delete' && layout.router === 'app' ? addressOf(layout, use.parsed.file) : null;
    if (out !== null && /(log|sign)-?_?out/i.test(out)) logOuts.set(out, use);
    else replaceUse(use, files, context);
  }
  const steps = [...logOuts].flatMap(([out, use]) => leadToLogout(out, use, files, context));
  const where = entry.address ?? `The server action \`${entry.signIn.name}\``;
  return {
    site,
    outcome: {
      edits: files.finish(),
      note: `${where} leads to the sign-in at the authorization server; the cookie '${name}' is no longer used.`,
      steps: [...steps, ...passwordFields(sources, used)],
    },
  };
}

interface Users {
  callers: RouteCaller[];
  /** Files with a form that posts to it. */
  forms: ReadonlySet<string>;
  hasState: boolean;
}

function usersOf({ address, signIn }: Entry, sources: Sources): Users | string {
  if (address === null) return actionUsers(sources, signIn);
  const called = routeCallers(sources, address);
  return typeof called === 'string' ? called : { ...called, hasState: false };
}

function replaceUse(
  { parsed, kind, node, request, isTested, middleware }: CookieUse,
  files: EditedFiles,
  context: NextContext,
): void {
  if (files.isGone(parsed, node)) return;
  const into = files.of(parsed);
  if (middleware) {
    const readSession = into.names.localFor(context.moduleFor(parsed.file, 'session-cookie'), 'readSession');
    const read = `await ${readSession}(${middleware}.cookies.getAll())`;
    const isWhole = ts.isCallExpression(node.parent) || ts.isVariableDeclaration(node.parent);
    into.edits.push({ ...spanOf(node), text: isWhole ? read : `(${read})` });
    return;
  }
  const writes = request !== null || isRoute(parsed, context.layout) || onlyRoutesCall(node, parsed, context);
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
  const isOfActions = !!first && /^['"]use server['"]/.test(first.getText());
  return isOfActions || addressOf(layout, file) !== null;
}

/** A function of a module of its own that route handlers and server actions alone use: a cookie can be written there, too. */
function onlyRoutesCall(node: ts.Node, parsed: ParsedFile, { layout, sources }: NextContext): boolean {
  const fn = functionOf(node);
  if (ts.isSourceFile(fn) || !/\.[cm]?[jt]s$/.test(parsed.file)) return false;
  const declared = ts.isVariableDeclaration(fn.parent) ? fn.parent.name : fn.name;
  if (!declared || !ts.isIdentifier(declared)) return false;
  const users = sources
    .matching(new RegExp(`\\b${declared.text}\\b`))
    .filter((other) => other !== parsed && importedNames(other).some(({ name }) => name === declared.text));
  const own = referencesOf(parsed, declared).filter((use) => !isExportOf(use));
  return own.length === 0 && users.length > 0 && users.every((user) => isRoute(user, layout));
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

function passwordFields(sources: Sources, { callers, forms }: Users): string[] {
  const files = new Set([...callers.map(({ signIn }) => signIn.parsed.file), ...forms]);
  return [...files].flatMap((file) => {
    const text = sources.parsed(file)?.text ?? '';
    const lines = [...text.matchAll(/type=["'{]+password/g)].map(({ index }) => lineOf(text, index));
    return lines.length === 0 ? [] : [fieldsStep(file, lines)];
  });
}

function isUsed(sources: Sources, cookie: string, own: ParsedFile): boolean {
  const pattern = new RegExp(`['"\`]${cookie}['"\`]|cookies\\.${cookie}\\b`);
  return sources.matching(pattern).some((parsed) => parsed !== own && /cookie/i.test(parsed.text));
}
