import { idOf } from '../keyed/identity.js';
import { fieldsOf, laneOf, ONCE_ONLY, textOf, type TokenCall } from './token-call.js';

/** How deep options are looked into: `request({ url, options: { form: { … } } })`. */
const DEPTH = 3;
/** Fields, options and headers that prove who asks. */
const CREDENTIALS =
  /^(password|client_?secret|client_assertion|assertion|subject_token|authorization|auth|consumer_?secret|api_?key|pfx|cert)$/i;

interface Seen {
  fields?: Map<string, unknown>;
  url?: string;
  method?: string;
  credentials: boolean;
}

/**
 * Reads the arguments of a function that is not known; `undefined` when they are no token request that may be answered again: no
 * grant, a grant whose answer is good once, no credentials (the function adds its own, which are not seen), or another method.
 */
export function describeArguments(of: object, name: string, args: readonly unknown[]): TokenCall | undefined {
  const seen: Seen = { credentials: false };
  for (const argument of args) look(argument, seen, DEPTH);
  const { fields, url = '', method = 'POST' } = seen;
  const grant = fields?.get('grant_type');
  if (!fields || typeof grant !== 'string' || ONCE_ONLY.test(grant) || !seen.credentials) return undefined;
  if (!/^(POST|GET)$/i.test(method)) return undefined;
  try {
    const text = textOf(['call', idOf(of), name, args.map(readable)]);
    return { text, lane: laneOf(url, fields, grant) };
  } catch {
    // What holds itself cannot be written as a key.
    return undefined;
  }
}

function look(value: unknown, seen: Seen, depth: number): void {
  if (typeof value === 'string') return lookAtText(value, seen);
  if (typeof value !== 'object' || value === null || depth < 0) return;
  if (value instanceof URL) return lookAtText(value.href, seen);
  const fields = fieldsOf(value);
  if (!fields) return;
  take(fields, seen);
  if (typeof fields.get('method') === 'string') seen.method = fields.get('method') as string;
  for (const member of fields.values()) look(member, seen, depth - 1);
}

function lookAtText(text: string, seen: Seen): void {
  if (/^https?:\/\//i.test(text)) seen.url ??= text;
  if (/^(Basic|Bearer) /i.test(text)) seen.credentials = true;
  if (!text.includes('grant_type')) return;
  const query = /^[^?#=]*\?([^#]*)/.exec(text)?.[1];
  const fields = fieldsOf(query ?? text);
  if (fields) take(fields, seen);
}

function take(fields: Map<string, unknown>, seen: Seen): void {
  if (fields.has('grant_type')) seen.fields ??= fields;
  for (const [name, value] of fields) if (value != null && CREDENTIALS.test(name)) seen.credentials = true;
}

/** A form that is an object of its own kind is its fields. */
function readable(value: unknown): unknown {
  const fields =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? fieldsOf(value) : undefined;
  return fields ? [...fields] : value;
}
