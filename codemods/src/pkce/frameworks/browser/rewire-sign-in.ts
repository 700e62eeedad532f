/** One sign-in of a browser application: its request becomes a navigation, and who reads the token asks for it by a call. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { LocalNames } from '../../../source/import-names.js';
import { lineOf } from '../../../source/lines.js';
import { nodeAt } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { Rewire } from '../../framework.js';
import { tokenSense } from './access-token.js';
import { continuationOf } from './continuation.js';
import { filledBySignInAlone } from './filled-by-sign-in.js';
import { keptToken } from './kept-token.js';
import { isLogOut } from './log-out.js';
import { EditedFiles, promised, replaceRequest, type Departure } from './replace-request.js';
import { replaceUse } from './replace-use.js';
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
  /** Functions that kept the token, and are called by nothing that runs. */
  keepers: { name: string; file: string; line: number }[];
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
    keepers: [],
    keys: [],
    reads: [],
  });
  const parsed = sources.parsed(site.file);
  const request = parsed && nodeAt(parsed, { start: site.start.offset, end: site.end.offset });
  const signIn = parsed && request && signInFunction(parsed, request);
  if (!signIn || !request)
    return left('route-not-understood', 'The request does not stand in a function of its own');
  const departure = session.departure?.(signIn, site) ?? promised(signIn);
  const behind = continuationOf(sources, signIn, request, departure.kept, true);
  if (behind.unknown !== null)
    return left('route-not-understood', `What follows the sign-in is not only its end: ${behind.unknown}`);
  const uses = storageUses(sources);
  const kept = keptToken(uses, behind, tokenSense(signIn, behind.keepers));
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
    if (
      !(isOwn(use)
        ? !files.isGone(use.parsed, use.node)
        : use.kind === 'clear' && isLogOut(sources, use.parsed, use.node))
    )
      continue;
    if (!replaceUse(sources, use, files.of(use.parsed), session.access))
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
    keepers: behind.keepers.map(({ parsed: file, fn, name }) => ({
      name,
      file: file.file,
      line: lineOf(file.text, fn.getStart()),
    })),
    callers: behind.callers.map(({ parsed: file, call }) => ({
      file: file.file,
      line: lineOf(file.text, call.getStart()),
    })),
    keys: [...kept.keys],
    reads,
  };
}
