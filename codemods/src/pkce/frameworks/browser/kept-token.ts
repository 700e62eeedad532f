/** Under which keys of web storage the token of this sign-in is kept, and whether nothing but the token is. */
import type { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { TokenSense } from './access-token.js';
import type { Continuation } from './continuation.js';
import type { StorageUse } from './token-storage.js';

export interface KeptToken {
  keys: Set<string>;
  /** What is in the way, in words; null when every use of the token's keys can be rewired. */
  problem: string | null;
}

export function keptToken(uses: readonly StorageUse[], behind: Continuation, sense: TokenSense): KeptToken {
  const isBehind = (parsed: ParsedFile, node: ts.Node): boolean =>
    behind.nodes.some((one) => one.parsed === parsed && one.node.pos <= node.pos && node.end <= one.node.end);
  const isRead = (key: string): boolean => uses.some((use) => use.kind === 'read' && use.key === key);
  const writes = uses.filter((use) => use.kind === 'write');
  const own = writes.filter(({ parsed, node }) => isBehind(parsed, node));
  const isToken = ({ parsed, value }: StorageUse): boolean =>
    value !== undefined && sense.isAccessToken(parsed, value);
  const keys = new Set(own.flatMap((use) => (use.key !== null && isToken(use) ? [use.key] : [])));

  const opaque = own.find((use) => use.key === null);
  if (opaque) return { keys, problem: `${place(opaque)} writes under a key that is not written down` };
  const other = own.find((use) => !isToken(use) && isRead(use.key!));
  if (other) return { keys, problem: `${place(other)} keeps '${other.key}', which is read again` };
  const elsewhere = writes.find(
    (use) => use.key !== null && keys.has(use.key) && !isBehind(use.parsed, use.node) && !isEmpty(use.value),
  );
  if (elsewhere) return { keys, problem: `${place(elsewhere)} writes '${elsewhere.key}', too` };
  if (![...keys].some(isRead))
    return { keys, problem: 'The token is not kept in web storage, from where its readers could be found' };
  return { keys, problem: null };
}

/** What is written in order to forget. */
export function isEmpty(value: ts.Expression | undefined): boolean {
  return value !== undefined && /^(''|""|``|null|undefined)$/.test(value.getText());
}

function place({ parsed, node }: StorageUse): string {
  return `${parsed.file}:${lineOf(parsed.text, node.getStart())}`;
}
