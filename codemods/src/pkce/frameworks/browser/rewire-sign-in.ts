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
import { filledBySignInAlone } from './filled-by-sign-in.js';
import { keptToken } from './kept-token.js';
import { EditedFiles, promised, replaceRequest, type Departure, type FileEdits } from './replace-request.js';
import type { SessionAccess } from './session-access.js';
import { signInFunction, type SignInFunction } from './sign-in-function.js';
import type { Sources } from './sources.js';
import { storageUses, type StorageUse } from './token-storage.js';

/** What is called instead, and how. */
export interface Session {
  access: SessionAccess;
  /** How a function leaves that does not give a promise; null where this one does. */
  departure?(signIn: SignInFunction, site: RequestSite): Departure | null;
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

export function rewireSignIn(sources: Sources, site: RequestSite, session: Session): RewiredSignIn {
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
  const departure = session.departure?.(signIn, site) ?? promised(signIn);
  const behind = continuationOf(sources, signIn, request, departure.kept);
  if (behind.unknown !== null)
    return left('route-not-understood', `What follows the sign-in is not only its end: ${behind.unknown}`);
  const uses = storageUses(sources);
  const kept = keptToken(uses, behind, tokenSense(signIn));
  if (kept.problem !== null) return left('token-use-not-understood', kept.problem);
  const isOwn = ({ key }: StorageUse): boolean => key !== null && kept.keys.has(key);
  const reads = uses.filter((use) => use.kind === 'read' && isOwn(use));
  const unfilled = filledBySignInAlone(behind, reads);
  if (unfilled !== null) return left('token-use-not-understood', unfilled);

  const files = new EditedFiles(session.entry);
  const place = 'kind' in signIn.replaced ? signIn.replaced : signIn.replaced[0]!;
  const own = files.of(signIn.parsed);
  const call = session.access.call(signIn.parsed, place, own, 'signIn');
  if (call === null)
    return left('route-not-understood', 'The function of the request has no way to the session');
  replaceRequest(signIn, own, call, departure);
  for (const use of uses) {
    if (!(isOwn(use) ? !files.isGone(use.parsed, use.node) : use.kind === 'clear' && isLogOut(use.node)))
      continue;
    if (!replaceUse(use, files.of(use.parsed), session.access))
      return left(
        'token-use-not-understood',
        `${use.parsed.file}:${lineOf(use.parsed.text, use.node.getStart())} has no way to the session`,
      );
  }

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
    reads,
  };
}

/** @returns false where the session cannot be had */
function replaceUse({ parsed, node, kind }: StorageUse, into: FileEdits, access: SessionAccess): boolean {
  const name = kind === 'read' ? 'accessToken' : isLogOut(node) ? 'signOut' : 'forget';
  if (kind === 'clear' && !ts.isExpressionStatement(node.parent)) return true;
  const call = access.call(parsed, node, into, name);
  if (call === null) return false;
  if (kind === 'read') into.edits.push({ ...spanOf(node), text: read(node, call) });
  else if (kind === 'clear') addSignOut(parsed, node, into, call);
  else into.edits.push({ ...spanOf(node), text: name === 'signOut' ? `void ${call}` : call });
  return true;
}

/** A member of web storage that is not there is undefined, and may be compared with that. */
function read(node: ts.Expression, call: string): string {
  const isMember = !ts.isCallExpression(node);
  const isOnlyTested = ts.isPrefixUnaryExpression(node.parent) || ts.isTemplateSpan(node.parent);
  return isMember && !isOnlyTested ? `(${call} ?? undefined)` : call;
}

/** `localStorage.clear()` keeps its other effects. */
function addSignOut(parsed: ParsedFile, node: ts.Node, into: FileEdits, call: string): void {
  const { end } = node.parent;
  const { eol, semicolon } = styleOf(parsed);
  const indentation = indentationAt(parsed.text, node.getStart());
  into.edits.push({ start: end, end, text: `${eol}${indentation}void ${call}${semicolon}` });
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
