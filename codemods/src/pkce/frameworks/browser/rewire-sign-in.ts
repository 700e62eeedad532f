/** One sign-in of a browser application: its request becomes a navigation, and who reads the token asks for it by a call. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { LocalNames } from '../../../source/import-names.js';
import { lineOf } from '../../../source/lines.js';
import { nodeAt, spanOf } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, styleOf } from '../../../source/style.js';
import type { Rewire } from '../../framework.js';
import { tokenSense } from './access-token.js';
import { continuationOf } from './continuation.js';
import { keptToken } from './kept-token.js';
import { EditedFiles, replaceRequest, type FileEdits } from './replace-request.js';
import { signInFunction } from './sign-in-function.js';
import type { Sources } from './sources.js';
import { storageUses, type StorageUse } from './token-storage.js';

/** How files get the functions that are called instead. */
export interface Imports {
  /** The specifier by which `file` imports the module that signs in. */
  moduleFor(file: string): string;
  /** The file whose imports are written with the wiring, and the names that it will have. */
  entry: { parsed: ParsedFile; names: LocalNames } | null;
}

export interface RewiredSignIn extends Rewire {
  /** What goes with the request, by file: what a person may clean up behind it. */
  removed: { parsed: ParsedFile; nodes: ts.Node[] } | null;
  callers: { file: string; line: number }[];
  /** Keys of web storage that held the token. */
  keys: string[];
  /** Where the token is read. */
  reads: StorageUse[];
}

export function rewireSignIn(sources: Sources, site: RequestSite, imports: Imports): RewiredSignIn {
  const left = (
    reason: 'route-not-understood' | 'token-use-not-understood',
    note: string,
  ): RewiredSignIn => ({
    site,
    outcome: { reason, note: `${note}.` },
    removed: null,
    callers: [],
    keys: [],
    reads: [],
  });
  const parsed = sources.parsed(site.file);
  const request = parsed && nodeAt(parsed, { start: site.start.offset, end: site.end.offset });
  const signIn = parsed && request && signInFunction(parsed, request);
  if (!signIn || !request)
    return left('route-not-understood', 'The request does not stand in a function of its own');
  const behind = continuationOf(sources, signIn, request);
  if (behind.unknown !== null)
    return left('route-not-understood', `What follows the sign-in is not only its end: ${behind.unknown}`);
  const uses = storageUses(sources);
  const kept = keptToken(uses, behind, tokenSense(signIn));
  if (kept.problem !== null) return left('token-use-not-understood', kept.problem);

  const files = new EditedFiles(imports.entry);
  const own = files.of(signIn.parsed);
  replaceRequest(signIn, own, `${own.names.localFor(imports.moduleFor(site.file), 'signIn')}()`);
  const isOwn = ({ key }: StorageUse): boolean => key !== null && kept.keys.has(key);
  for (const use of uses)
    if (isOwn(use) && !files.isGone(use.parsed, use.node)) replaceUse(use, files.of(use.parsed), imports);
    else if (use.kind === 'clear' && isLogOut(use.node)) replaceUse(use, files.of(use.parsed), imports);

  const keys = [...kept.keys].map((key) => `'${key}'`).join(', ');
  return {
    site,
    outcome: {
      edits: files.finish(),
      note: `The password request is a redirect to the provider; ${keys} of web storage is no longer used.`,
    },
    removed: {
      parsed: signIn.parsed,
      nodes: [...signIn.before, ...('kind' in signIn.replaced ? [signIn.replaced] : signIn.replaced)],
    },
    callers: behind.callers.map(({ parsed: file, call }) => ({
      file: file.file,
      line: lineOf(file.text, call.getStart()),
    })),
    keys: [...kept.keys],
    reads: uses.filter((use) => use.kind === 'read' && isOwn(use)),
  };
}

function replaceUse({ parsed, node, kind }: StorageUse, into: FileEdits, imports: Imports): void {
  const module = imports.moduleFor(parsed.file);
  const called = (name: string): string => `${into.names.localFor(module, name)}()`;
  if (kind === 'read') into.edits.push({ ...spanOf(node), text: read(node, called('accessToken')) });
  else if (kind === 'clear') addSignOut(parsed, node, into, called);
  else
    into.edits.push({
      ...spanOf(node),
      text: isLogOut(node) ? `void ${called('signOut')}` : called('forget'),
    });
}

/** A member of web storage that is not there is undefined, and may be compared with that. */
function read(node: ts.Expression, call: string): string {
  const isMember = !ts.isCallExpression(node);
  const isOnlyTested = ts.isPrefixUnaryExpression(node.parent) || ts.isTemplateSpan(node.parent);
  return isMember && !isOnlyTested ? `(${call} ?? undefined)` : call;
}

/** `localStorage.clear()` keeps its other effects. */
function addSignOut(
  parsed: ParsedFile,
  node: ts.Node,
  into: FileEdits,
  called: (name: string) => string,
): void {
  if (!ts.isExpressionStatement(node.parent)) return;
  const { end } = node.parent;
  const { eol, semicolon } = styleOf(parsed);
  const indentation = indentationAt(parsed.text, node.getStart());
  into.edits.push({ start: end, end, text: `${eol}${indentation}void ${called('signOut')}${semicolon}` });
}

/** By the name of the function around it: nothing else tells a log-out from an answer of 401. */
function isLogOut(node: ts.Node): boolean {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent) {
    const name =
      ts.isFunctionLike(outer) && outer.name
        ? outer.name.getText()
        : ts.isVariableDeclaration(outer) || ts.isPropertyAssignment(outer) || ts.isPropertyDeclaration(outer)
          ? outer.name.getText()
          : '';
    if (/^(handle|on|do)?_?(log|sign)_?(out|off)/i.test(name)) return true;
  }
  return false;
}
