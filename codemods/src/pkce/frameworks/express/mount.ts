/** Where the routes of the flow are put into an Express application: behind its session, or with one of their own. */
import { ts } from 'ts-morph';
import type { Edit } from '../../../plan.js';
import { importedNames } from '../../../source/import-names.js';
import { spanOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, quoted, styleOf } from '../../../source/style.js';
import type { Files } from '../../server/rewire/login-handler.js';

export interface Mount {
  file: string;
  edits: Edit[];
  /** Names of the flow that the file needs, by the file of the flow that has them. */
  names: { template: string; name: string }[];
  steps: string[];
}

/** Null where no `express()` is called, or more than one application could be the one. */
export function mountIn(files: Files, sources: readonly string[]): Mount | null {
  const apps = sources.flatMap((file) => {
    const parsed = files(file);
    const app = parsed && /\bexpress\b/.test(parsed.text) ? appIn(parsed) : undefined;
    return parsed && app ? [{ parsed, app }] : [];
  });
  const sessions = apps.filter(({ parsed }) => sessionIn(parsed) !== undefined);
  const [chosen, ...others] = sessions.length > 0 ? sessions : apps;
  if (!chosen || others.length > 0) return null;
  return mountAt(chosen.parsed, chosen.app);
}

function mountAt(parsed: ParsedFile, app: ts.VariableDeclaration): Mount {
  const { file } = parsed;
  const style = styleOf(parsed);
  const name = app.name.getText();
  const mount: Mount = { file, edits: [], names: [{ template: 'routes', name: 'authRoutes' }], steps: [] };
  const session = sessionIn(parsed);
  const lines = [`${name}.use(${quoted('/auth', style)}, authRoutes)${style.semicolon}`];
  let behind: ts.Node = app.parent.parent;
  if (session) {
    behind = session.statement;
    secureCookie(parsed, session.call, mount);
  } else {
    lines.unshift(`${name}.use(appSession())${style.semicolon}`);
    mount.names.push({ template: 'app-session', name: 'appSession' });
  }
  const indent = indentationAt(parsed.text, behind.getStart());
  const text = lines.map((line) => style.eol + indent + line).join('');
  mount.edits.push({ file, start: behind.end, end: behind.end, text });
  return mount;
}

/** `const app = express()`. */
function appIn(parsed: ParsedFile): ts.VariableDeclaration | undefined {
  const local = importedNames(parsed).find(
    ({ module, name }) => module === 'express' && (name === 'default' || name === '*'),
  )?.local.text;
  let found: ts.VariableDeclaration | undefined;
  walk(parsed.tree, (node) => {
    const call = ts.isVariableDeclaration(node) ? node.initializer : undefined;
    if (!call || !ts.isCallExpression(call)) return;
    const callee = call.expression.getText();
    if (callee === local || callee === "require('express')" || callee === 'require("express")')
      found ??= node as ts.VariableDeclaration;
  });
  return found;
}

/** `app.use(session({ … }))` of express-session. */
function sessionIn(parsed: ParsedFile): { statement: ts.Statement; call: ts.CallExpression } | undefined {
  const local = importedNames(parsed).find(({ module }) => module === 'express-session')?.local.text;
  let found: { statement: ts.Statement; call: ts.CallExpression } | undefined;
  if (!local) return undefined;
  walk(parsed.tree, (node) => {
    if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return;
    if (!/\.use$/.test(node.expression.expression.getText())) return;
    const call = node.expression.arguments.find(
      (argument): argument is ts.CallExpression =>
        ts.isCallExpression(argument) && argument.expression.getText() === local,
    );
    if (call) found ??= { statement: node, call };
  });
  return found;
}

/** The flags of the session's cookie; how long it lives stays as it is. */
function secureCookie(parsed: ParsedFile, call: ts.CallExpression, mount: Mount): void {
  const { file, text } = parsed;
  const style = styleOf(parsed);
  const [options] = call.arguments;
  const step =
    'Give the session’s cookie the flags of `sessionCookie()`: HttpOnly, Secure, SameSite=Strict, no Domain.';
  if (!options || !ts.isObjectLiteralExpression(options)) return void mount.steps.push(step);
  const cookie = options.properties.find((property) => property.name?.getText() === 'cookie');
  if (options.properties.some((property) => ts.isSpreadAssignment(property)))
    return void mount.steps.push(step);
  if (!cookie) {
    const last = options.properties.at(-1);
    if (!last) return void mount.steps.push(step);
    const isMultiLine = text.slice(options.getStart(), options.end).includes('\n');
    const gap = isMultiLine ? style.eol + indentationAt(text, last.getStart()) : ' ';
    mount.edits.push({ file, start: last.end, end: last.end, text: `,${gap}cookie: sessionCookie()` });
  } else {
    const value = ts.isPropertyAssignment(cookie) ? cookie.initializer : undefined;
    if (!value || !ts.isObjectLiteralExpression(value)) return void mount.steps.push(step);
    const kept = value.properties.filter(
      (property) => !/^(httpOnly|secure|sameSite|path|domain)$/.test(property.name?.getText() ?? ''),
    );
    if (value.properties.some((property) => property.name?.getText() === 'domain'))
      mount.steps.push(
        'The session’s cookie had a Domain and was sent to other hosts, too; it has none now.',
      );
    const members = ['...sessionCookie()', ...kept.map((property) => property.getText())];
    mount.edits.push({
      file,
      ...spanOf(value),
      text: kept.length === 0 ? 'sessionCookie()' : `{ ${members.join(', ')} }`,
    });
  }
  mount.names.push({ template: 'session', name: 'sessionCookie' });
  mount.steps.push(
    'Behind a proxy that ends TLS, `app.set("trust proxy", 1)` must be set, or the Secure cookie of the session is never sent.',
  );
}
