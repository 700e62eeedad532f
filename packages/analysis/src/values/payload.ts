/** A value read as the parameters of a token request, whatever its encoding. */
import type { Node } from './bindings.js';
import type { EvaluateContext } from './context.js';
import type { Entry, Value } from './value.js';

export interface Payload {
  entries: Entry[];
  /** What else may be in it. */
  open: Node[];
  builders: Node[];
  form: 'object' | 'params' | 'multipart' | 'text';
}

const QUERY = /(?:^|[?&\s"'{,])([A-Za-z_][\w.[\]-]*)=([^&]*)/g;
const JSON_PAIR = /["']([A-Za-z_]\w*)["']\s*:\s*(?:["']([^"']*)["']|(\u0000\d+\u0000))/g;

/** The parameters that a value carries, or null when it carries none that we can read. */
export function payloadOf(context: EvaluateContext, value: Value): Payload | null {
  switch (value.kind) {
    case 'entries':
      return { entries: value.entries, open: value.open, builders: value.builders, form: value.form };
    case 'text':
      return textPayload([value.text], value.node);
    case 'pieces':
      return joined(context, value.pieces, textPayload(value.pieces, value.node));
    case 'choice': {
      const all = value.options
        .map((option) => payloadOf(context, option))
        .filter((payload) => payload !== null);
      if (all.length === 0) return null;
      return {
        entries: all.flatMap((payload) =>
          payload.entries.map((entry) => ({ ...entry, conditional: all.length > 1 || entry.conditional })),
        ),
        open: all.flatMap((payload) => payload.open),
        builders: all.flatMap((payload) => payload.builders),
        form: all[0]!.form,
      };
    }
    default:
      return null;
  }
}

/** Parses `a=b&c=${d}` and JSON text; unknown pieces are put in as marks and found again by their number. */
function textPayload(pieces: (string | Node)[], node: Node): Payload | null {
  const nodes: Node[] = [];
  const text = pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      nodes.push(piece);
      return `\u0000${nodes.length - 1}\u0000`;
    })
    .join('');
  const entries: Entry[] = [];
  const add = (key: string, raw: string) => {
    const marks = [...raw.matchAll(/\u0000(\d+)\u0000/g)];
    const whole = marks.length === 1 && marks[0]![0] === raw.trim();
    const first = marks[0] ? nodes[Number(marks[0][1])]! : null;
    entries.push({
      key,
      node: first,
      text: marks.length === 0 ? decode(raw.trim()) : null,
      span: whole && first ? [first.range[0], first.range[1]] : [node.range[0], node.range[1]],
      conditional: false,
    });
  };
  for (const match of text.matchAll(QUERY)) add(match[1]!, match[2]!);
  if (entries.length === 0)
    for (const match of text.matchAll(JSON_PAIR)) add(match[1]!, match[2] ?? match[3] ?? '');
  return entries.length > 0 ? { entries, open: [], builders: [], form: 'text' } : null;
}

/** `${url}?${params}` with a form in it: its parameters join those of the text. */
function joined(
  context: EvaluateContext,
  pieces: (string | Node)[],
  payload: Payload | null,
): Payload | null {
  const forms = pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    const value = context.evaluate(piece);
    return value.kind === 'entries' && value.form !== 'object' ? [value] : [];
  });
  if (forms.length === 0) return payload;
  return {
    entries: [...(payload?.entries ?? []), ...forms.flatMap((form) => form.entries)],
    open: forms.flatMap((form) => form.open),
    builders: forms.flatMap((form) => form.builders),
    form: 'text',
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** The value of an entry. */
export function entryValue(context: EvaluateContext, entry: Entry): Value | null {
  if (entry.text !== null && entry.node === null) return null;
  return entry.node ? context.evaluate(entry.node) : null;
}
