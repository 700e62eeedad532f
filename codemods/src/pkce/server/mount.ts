/** Where the flow is brought into an application: behind its session, or with a session of its own. */
import { ts } from 'ts-morph';
import type { Edit } from '../../plan.js';
import { importedNames } from '../../source/import-names.js';
import { spanOf, walk } from '../../source/nodes.js';
import type { ParsedFile } from '../../source/parsed-file.js';
import { indentationAt, quoted, styleOf } from '../../source/style.js';
import type { Files } from '../files.js';

export interface Mount {
  file: string;
  edits: Edit[];
  /** Names of the flow that the file needs, by the template that has them. */
  names: {
    template: string;
    name: string;
    /** Where it is not the file of the application. */ file?: string;
  }[];
  steps: string[];
  /** True where the application had no session. */
  ownSession: boolean;
}

/** What a framework's applications look like where they are put together. */
export interface MountRules {
  /** `import express from 'express'`: the module whose default, called or constructed, is an application. */
  module: string;
  factories: readonly string[];
  /** Modules of the session, and how it is registered: `app.use(session(…))`, `app.register(session, …)`. */
  sessions: readonly string[];
  register: 'use' | 'register';
  /** The member of the session's options that holds the cookie's flags; null where they are options themselves. */
  cookie: string | null;
  /** Where sessions are kept when the options do not say: on the server. */
  store?: { member: string; template: string; unless: readonly string[] };
  /** Statements behind the session; `session` says whether one of their own is needed. */
  lines(app: string, quote: (text: string) => string, ownSession: boolean): string[];
  names: readonly { template: string; name: string }[];
  /** What has to be set where a proxy ends TLS. */
  proxyStep: string;
  /** Says in the source that it is set. */
  proxySet: RegExp;
}

const FLAGS_STEP =
  'Give the session’s cookie the flags of `sessionCookie()` from `auth/session`: HttpOnly, Secure, SameSite=Strict, Path=/, no Domain.';

/**
 * `secure`: the flags of a session that is there are changed, too. Where people still sign in by password they are left: an
 * application that does not know of its proxy would lose its sessions.
 * Null where there is no application, or more than one could be the one.
 */
export function mountIn(
  rules: MountRules,
  files: Files,
  sources: readonly string[],
  secure: boolean,
): Mount | null {
  const apps = sources.flatMap((file) => {
    const parsed = files(file);
    const app = parsed?.text.includes(rules.module) ? applicationIn(parsed, rules) : undefined;
    return parsed && app ? [{ parsed, app, session: sessionIn(parsed, rules) }] : [];
  });
  const sessions = apps.filter(({ session }) => session !== undefined);
  const [chosen, ...others] = sessions.length > 0 ? sessions : apps;
  if (!chosen || others.length > 0) return null;
  return mountAt(chosen.parsed, chosen.app, chosen.session, rules, secure);
}

function mountAt(
  parsed: ParsedFile,
  app: ts.VariableDeclaration,
  session: SessionStatement | undefined,
  rules: MountRules,
  secure: boolean,
): Mount {
  const { file } = parsed;
  const style = styleOf(parsed);
  const ownSession = session === undefined;
  const mount: Mount = { file, edits: [], names: [...rules.names], steps: [], ownSession };
  if (session && secure) secureCookie(parsed, session.options, rules, mount);
  else if (session) mount.steps.push(FLAGS_STEP);
  else mount.names.push({ template: 'app-session', name: 'appSession' });
  const behind: ts.Node = session ? session.statement : app.parent.parent;
  const indent = indentationAt(parsed.text, behind.getStart());
  const text = rules
    .lines(app.name.getText(), (value) => quoted(value, style), ownSession)
    .map((line) => `${style.eol}${indent}${line}${style.semicolon}`)
    .join('');
  if (text !== '') mount.edits.push({ file, start: behind.end, end: behind.end, text });
  if (!rules.proxySet.test(parsed.text)) mount.steps.push(rules.proxyStep);
  return mount;
}

/** `const app = express()`, `const app = new Koa()`. */
function applicationIn(parsed: ParsedFile, rules: MountRules): ts.VariableDeclaration | undefined {
  const locals = importedNames(parsed)
    .filter(
      ({ module, name }) => module === rules.module && [...rules.factories, 'default', '*'].includes(name),
    )
    .map(({ local }) => local.text);
  let found: ts.VariableDeclaration | undefined;
  walk(parsed.tree, (node) => {
    if (!ts.isVariableDeclaration(node) || !node.initializer || !ts.isIdentifier(node.name)) return;
    const made = ts.isAwaitExpression(node.initializer) ? node.initializer.expression : node.initializer;
    if (!ts.isCallExpression(made) && !ts.isNewExpression(made)) return;
    const callee = made.expression
      .getText()
      .replaceAll('"', "'")
      .replace(/\.create$/, '');
    if (locals.includes(callee) || callee === `require('${rules.module}')`) found ??= node;
  });
  return found;
}

interface SessionStatement {
  statement: ts.Statement;
  options: ts.Expression | undefined;
}

function sessionIn(parsed: ParsedFile, rules: MountRules): SessionStatement | undefined {
  const locals = importedNames(parsed)
    .filter(({ module }) => rules.sessions.includes(module))
    .map(({ local }) => local.text);
  const isSession = (node: ts.Node): boolean => {
    const text = node.getText().replaceAll('"', "'");
    return locals.includes(text) || rules.sessions.some((module) => text === `require('${module}')`);
  };
  let found: SessionStatement | undefined;
  walk(parsed.tree, (node) => {
    if (found || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    if (node.expression.name.text !== rules.register) return;
    const statement = statementOf(node);
    if (!statement) return;
    const [first, second] = node.arguments;
    if (rules.register === 'register' && first && isSession(first)) found = { statement, options: second };
    const call = node.arguments.find(
      (argument) => ts.isCallExpression(argument) && isSession(argument.expression),
    );
    if (rules.register === 'use' && call)
      found = { statement, options: optionsOf(call as ts.CallExpression) };
  });
  return found;
}

/** `session(options)`, `session(options, app)`, `session(app)`. */
function optionsOf(call: ts.CallExpression): ts.Expression | undefined {
  return call.arguments.find((argument) => ts.isObjectLiteralExpression(argument)) ?? call.arguments[0];
}

function statementOf(node: ts.Node): ts.Statement | undefined {
  let outer: ts.Node = node.parent;
  while (
    ts.isAwaitExpression(outer) ||
    ts.isVoidExpression(outer) ||
    ts.isCallExpression(outer) ||
    ts.isPropertyAccessExpression(outer)
  )
    outer = outer.parent;
  return ts.isExpressionStatement(outer) ? outer : undefined;
}

const FLAGS = /^(httpOnly|secure|sameSite|path|domain)$/;

/** The flags of the session's cookie; how long it lives stays as it is. */
function secureCookie(
  parsed: ParsedFile,
  written: ts.Expression | undefined,
  rules: MountRules,
  mount: Mount,
): void {
  const options = objectOf(parsed, written);
  if (!options || options.properties.some((property) => ts.isSpreadAssignment(property))) {
    mount.steps.push(FLAGS_STEP);
    return;
  }
  mount.names.push({ template: 'session', name: 'sessionCookie' });
  addStore(parsed, options, rules, mount);
  if (rules.cookie === null) return void replaceFlags(parsed, options, mount);
  const cookie = options.properties.find((property) => property.name?.getText() === rules.cookie);
  const value = cookie && ts.isPropertyAssignment(cookie) ? objectOf(parsed, cookie.initializer) : undefined;
  if (value) replaceFlags(parsed, value, mount);
  else if (cookie) mount.steps.push(FLAGS_STEP);
  else addMember(parsed, options, `${rules.cookie}: sessionCookie()`, mount);
}

function addStore(
  parsed: ParsedFile,
  options: ts.ObjectLiteralExpression,
  { store }: MountRules,
  mount: Mount,
): void {
  if (!store || options.properties.some((property) => store.unless.includes(property.name?.getText() ?? '')))
    return;
  addMember(parsed, options, store.member, mount);
  mount.names.push({ template: store.template, name: store.member.replace(/^\w+: /, '') });
}

function objectOf(
  parsed: ParsedFile,
  node: ts.Expression | undefined,
): ts.ObjectLiteralExpression | undefined {
  if (!node) return undefined;
  if (ts.isObjectLiteralExpression(node)) return node;
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = parsed.checker.getSymbolAtLocation(node)?.declarations?.[0];
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value && ts.isObjectLiteralExpression(value) ? value : undefined;
}

function replaceFlags(parsed: ParsedFile, options: ts.ObjectLiteralExpression, mount: Mount): void {
  const { file } = parsed;
  const flags = options.properties.filter((property) => FLAGS.test(property.name?.getText() ?? ''));
  const kept = options.properties.filter((property) => !flags.includes(property));
  if (flags.some((property) => property.name?.getText() === 'domain'))
    mount.steps.push('The session’s cookie had a Domain and was sent to other hosts, too; it has none now.');
  if (kept.length === 0) mount.edits.push({ file, ...spanOf(options), text: 'sessionCookie()' });
  else if (flags.length === 0) addMember(parsed, options, '...sessionCookie()', mount);
  else {
    const [first, ...others] = flags;
    mount.edits.push({ file, ...spanOf(first!), text: '...sessionCookie()' });
    for (const flag of others) {
      const index = options.properties.indexOf(flag);
      const before = options.properties[index - 1]!;
      mount.edits.push({ file, start: before.end, end: flag.end, text: '' });
    }
  }
}

function addMember(
  parsed: ParsedFile,
  options: ts.ObjectLiteralExpression,
  member: string,
  mount: Mount,
): void {
  const { file, text } = parsed;
  const last = options.properties.at(-1);
  if (!last) return void mount.edits.push({ file, ...spanOf(options), text: `{ ${member} }` });
  const isMultiLine = text.slice(options.getStart(), options.end).includes('\n');
  const gap = isMultiLine ? styleOf(parsed).eol + indentationAt(text, last.getStart()) : ' ';
  mount.edits.push({ file, start: last.end, end: last.end, text: `,${gap}${member}` });
}
