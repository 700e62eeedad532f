/** Token requests whose payload stands in another file than the call that sends it. */
import type { ExportedPayload, FileFacts, Root, Sending, TokenRequest } from '../facts.js';
import type { FactsStore } from './facts-store.js';
import { stemOf } from './identity.js';
import type { RefResolver } from './resolve.js';

export interface SentElsewhere {
  /** The file of the call. */
  facts: FileFacts;
  request: TokenRequest;
  payload: ExportedPayload;
}

const MOST_FILES = 25;

/** The calls that send what a file exports. */
export function sentElsewhere(store: FactsStore, resolver: RefResolver, facts: FileFacts): SentElsewhere[] {
  const out = new Map<string, SentElsewhere>();
  for (const payload of facts.payloads) {
    const whole = payload.name === 'default' || payload.name === '=';
    const files = store.texts.candidates([whole ? stemOf(facts.file) : payload.name]);
    if (files.length > MOST_FILES) continue;
    for (const file of files) {
      const sender = file === facts.file ? null : store.factsOf(file);
      for (const sending of sender?.sendings ?? []) {
        const sent = sending.what.find(({ ref }) => resolver.names(file, ref, facts.file, payload));
        const key = `${file}:${sending.span.start}`;
        if (sender && sent && !out.has(key))
          out.set(key, { facts: sender, payload, request: requestOf(payload, sending, sent.args) });
      }
    }
  }
  return [...out.values()];
}

/** What the call asks for: where it stands there, what it carries as the other file says. */
function requestOf(payload: ExportedPayload, sending: Sending, args: Root[][] | null): TokenRequest {
  const { client, url, what: _, ...site } = sending;
  const seen = (roots: Root[]) => roots.flatMap((root) => rootSeen(root, payload.made, args));
  return {
    ...payload.request,
    ...site,
    client,
    sink: 'strong',
    url: [url, payload.request.url].filter(Boolean).join(' '),
    grantParam: null,
    grantSpans: [],
    roots: seen(payload.request.roots),
    credentials: seen(payload.request.credentials),
    constructedFrom: [],
  };
}

function rootSeen(root: Root, made: number | null, args: Root[][] | null): Root[] {
  if (root.kind === 'loop') return [{ kind: 'unknown' }];
  if (root.kind !== 'param') return [root];
  return root.fn === made && args ? (args[root.index] ?? []) : [{ kind: 'unknown' }];
}
