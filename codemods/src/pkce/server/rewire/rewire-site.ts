/** One sign-in to a redirect: the route that took the password, the page that asked for it, and who used the token. */
import { ts } from 'ts-morph';
import type { RequestSite, Span } from '@grant-migrate/analysis';
import type { Edit } from '../../../plan.js';
import type { ReasonCode } from '../../../reasons.js';
import { lineOf } from '../../../source/lines.js';
import { spanOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { quoted, styleOf } from '../../../source/style.js';
import type { Dialect } from './dialect.js';
import { effectsOf, type Effects } from './effects.js';
import { formRouteOf } from './form-route.js';
import { deleteHelper } from './delete-helper.js';
import type { Files } from '../../files.js';
import { loginHandlerOf, type LoginHandler } from './login-handler.js';
import { redirectHandler } from './redirect-handler.js';
import { resultNamesOf } from './result-names.js';
import { rewriteReaders, type Readers } from './token-readers.js';
import { valueOf, type Tracing } from './values.js';

export interface SiteRewire {
  site: RequestSite;
  edits: Edit[];
  /** Files whose code now calls `getAccessToken`. */
  calling: Set<string>;
  /** What the callback keeps of a person in the session, as the handler did. */
  remembered: Remembered[];
  steps: string[];
}

/** An assignment of a member of the session; in its value, `person` is who signed in. */
export interface Remembered {
  member: string;
  value: string;
}

export type Left = { site: RequestSite; reason: ReasonCode; note: string };

export interface RewireContext {
  files: Files;
  /** Source files of the application. */
  sources: readonly string[];
  dialect: Dialect;
}

export function rewireSite(site: RequestSite, context: RewireContext): SiteRewire | Left {
  const { files, sources, dialect } = context;
  const left = (reason: ReasonCode, note: string): Left => ({ site, reason, note });
  const found = loginHandlerOf(site, files, sources, dialect);
  if (typeof found === 'string') return left('route-not-understood', found);
  const { parsed, route, helpers } = found;
  const names = dialect.names(route.handler);
  if (!names)
    return left(
      'route-not-understood',
      'The handler takes its request or answer apart where it is declared.',
    );

  const effects = allEffects(site, found, dialect, names);
  if (effects.unknown)
    return left('route-not-understood', `The handler also does: \`${oneLine(effects.unknown)}\`.`);
  if (effects.answersProgram)
    return left(
      'token-returned-to-caller',
      'The handler answers with data, so a program calls it, not a page.',
    );

  const tracing = tracingOf(site, found);
  const kept = { tokens: new Set<string>(), dropped: new Set<string>(), remembered: [] as Remembered[] };
  for (const { member, value, node } of effects.writes) {
    const kind = valueOf(value, tracing);
    if (kind === 'access-token') kept.tokens.add(member);
    else if (kind === 'other-token') kept.dropped.add(member);
    else if (kind === 'user-name' || kind === 'constant')
      kept.remembered.push({ member, value: withPerson(value, tracing) });
    else
      return left(
        'route-not-understood',
        `The session keeps \`${oneLine(node.getText())}\`, whose value is not known here.`,
      );
  }

  const handled = [{ parsed, fn: route.handler }, ...helpers];
  const readers = readersOf(context, kept, handled);
  if (readers.unknown) {
    const { file, line, text } = readers.unknown;
    return left('token-use-not-understood', `\`${text}\` in ${file}, line ${line}.`);
  }
  const login = `/auth/login${landing(effects)}`;
  const form = formRouteOf(parsed, route, dialect);
  const edits = [
    ...redirectHandler(parsed, route.handler, dialect, names, quoted(login, styleOf(parsed))),
    ...(form.handler
      ? redirectHandler(
          parsed,
          form.handler,
          dialect,
          dialect.names(form.handler)!,
          quoted(login, styleOf(parsed)),
        )
      : []),
    ...readers.edits,
    ...helpers.flatMap((helper) => deleteHelper(helper.parsed, helper.fn)),
  ];
  return { site, edits, calling: readers.calling, remembered: kept.remembered, steps: form.steps };
}

function allEffects(
  site: RequestSite,
  { parsed, route, helpers }: LoginHandler,
  dialect: Dialect,
  names: { request: string; response: string },
): Effects {
  const known = new Set(helpers.map(({ name }) => name));
  const span: Span = { start: site.start.offset, end: site.end.offset };
  const builders = site.wire?.builders ?? [];
  const spansIn = (file: string): Span[] => (file === site.file ? [span, ...builders] : []);
  const effects = effectsOf(route.handler, names, dialect, { request: spansIn(parsed.file), helpers: known });
  for (const helper of helpers) {
    const own = effectsOf(helper.fn, names, dialect, {
      request: spansIn(helper.parsed.file),
      helpers: known,
    });
    effects.unknown ??= own.unknown ?? own.writes[0]?.node.getText() ?? null;
  }
  return effects;
}

function tracingOf(site: RequestSite, { parsed, route, helpers }: LoginHandler): Tracing {
  return {
    parsed,
    helpers,
    isSite: (node) =>
      node.getSourceFile().fileName.endsWith(site.file) && node.getStart() === site.start.offset,
    result: resultNamesOf(site.client),
    userName: userNameIn(parsed, route.handler),
  };
}

const USER_NAME = /^(user_?name|user|login|email)$/i;

/** The ways in which the handler writes the user name that came with the request. */
function userNameIn(parsed: ParsedFile, handler: ts.FunctionLikeDeclaration): ReadonlySet<string> {
  const found = new Set<string>();
  const bodies = handler.parameters.filter(
    ({ name }) => ts.isIdentifier(name) && name.parent.getText().startsWith('@Body('),
  );
  walk(handler, (node) => {
    if (
      ts.isPropertyAccessExpression(node) &&
      bodies.some(({ name }) => name.getText() === node.expression.getText())
    )
      if (USER_NAME.test(node.name.text)) found.add(node.getText());
    if (ts.isPropertyAccessExpression(node) && USER_NAME.test(node.name.text)) {
      const text = node.getText();
      if (/\.(body|payload)\.\w+$/.test(text)) found.add(text);
    }
    if (ts.isBindingElement(node) && ts.isVariableDeclaration(node.parent.parent)) {
      const source = node.parent.parent.initializer?.getText() ?? '';
      const member = (node.propertyName ?? node.name).getText();
      if (/\.body$/.test(source) && USER_NAME.test(member)) found.add(`${source}.${member}`);
    }
  });
  return found;
}

/** The value as the callback writes it: the person that the ID token names in place of what was typed. */
function withPerson(value: ts.Expression, tracing: Tracing): string {
  const text = value.getText();
  const start = value.getStart();
  const spans: Span[] = [];
  walk(value, (node) => {
    const isName = ts.isPropertyAccessExpression(node) || (ts.isIdentifier(node) && !isKey(node));
    if (!isName || valueOf(node as ts.Expression, tracing) !== 'user-name') return true;
    spans.push(spanOf(node));
    return false;
  });
  let result = '';
  let at = 0;
  for (const span of spans) {
    const isShorthand = ts.isShorthandPropertyAssignment(nodeParent(value, span));
    const name = text.slice(span.start - start, span.end - start);
    result += text.slice(at, span.start - start) + (isShorthand ? `${name}: person.name` : 'person.name');
    at = span.end - start;
  }
  return result + text.slice(at);
}

function isKey(node: ts.Identifier): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}

function nodeParent(root: ts.Node, span: Span): ts.Node {
  let parent = root.parent;
  walk(root, (node) => {
    if (node.getStart() === span.start && node.end === span.end && ts.isIdentifier(node))
      parent = node.parent;
  });
  return parent;
}

function readersOf(
  { files, sources, dialect }: RewireContext,
  kept: { tokens: ReadonlySet<string>; dropped: ReadonlySet<string> },
  handled: readonly { parsed: ParsedFile; fn: ts.Node }[],
): Readers {
  const readers: Readers = { edits: [], calling: new Set(), unknown: null };
  for (const file of sources) {
    const other = files(file);
    if (!other || !/sess/i.test(other.text)) continue;
    const own = handled.filter(({ parsed }) => parsed.file === file).map(({ fn }) => spanOf(fn));
    rewriteReaders(
      other,
      kept.tokens,
      own,
      (request) => dialect.tokenCall({ request, response: '' }),
      readers,
    );
    const dropped: Readers = { edits: [], calling: new Set(), unknown: null };
    rewriteReaders(other, kept.dropped, own, () => '', dropped);
    const [first] = dropped.edits;
    if (first)
      readers.unknown ??= {
        file,
        line: lineOf(other.text, first.start),
        text: other.text.slice(first.start, first.end),
      };
    readers.unknown ??= dropped.unknown;
  }
  return readers;
}

/** Where the old sign-in led to, when it always led there. */
function landing({ landings }: Effects): string {
  const [only, ...others] = new Set(landings);
  const path = only && others.length === 0 ? /^(['"`])(\/[^'"`$]*)\1$/.exec(only)?.[2] : undefined;
  return path && path !== '/' ? `?returnTo=${encodeURIComponent(path)}` : '';
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
