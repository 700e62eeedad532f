/** Which grant a value names. */
import type { Constant, Grant } from '../facts.js';
import type { Node } from '../values/bindings.js';
import type { Value } from '../values/value.js';

const NAMES: [RegExp, Grant][] = [
  [/^password$/i, 'password'],
  [/grant-type\/password-realm$/i, 'password'],
  [/^(client_credentials?|account_credentials)$/i, 'client_credentials'],
  // IBM Cloud: a program's API key for a token of an hour.
  [/grant-type:apikey$/i, 'client_credentials'],
  [/^refresh_token$/i, 'refresh_token'],
  [/^authorization_code$/i, 'authorization_code'],
  [/device_code$/i, 'device_code'],
  [/(token-exchange|uma-ticket|saml2-bearer)$/i, 'token_exchange'],
  [/jwt-bearer$/i, 'jwt_bearer'],
];

/** The grant of a `grant_type` text; `other` for texts that name none we know. */
export function grantOf(text: string): Grant {
  const trimmed = text.trim();
  return NAMES.find(([pattern]) => pattern.test(trimmed))?.[1] ?? 'other';
}

/** Grants whose token belongs to one exchange: a code works once, a device code is polled, a UMA ticket is for one resource. */
export const ONE_TIME: ReadonlySet<Grant> = new Set<Grant>([
  'authorization_code',
  'device_code',
  'token_exchange',
  'other',
  'unknown',
]);

export interface GrantEvidence {
  grants: Grant[];
  refs: Constant[];
  param: { fn: Node; index: number } | null;
}

/** Reads a value that stands for a grant. */
export function grantEvidence(value: Value | null, text: string | null): GrantEvidence {
  const out: GrantEvidence = { grants: [], refs: [], param: null };
  if (text !== null) out.grants.push(grantOf(text));
  else if (value) collect(value, out);
  if (out.grants.length === 0 && out.refs.length === 0 && !out.param) out.grants.push('unknown');
  return out;
}

function collect(value: Value, out: GrantEvidence): void {
  switch (value.kind) {
    case 'text':
      out.grants.push(grantOf(value.text));
      return;
    case 'choice':
      value.options.forEach((option) => collect(option, out));
      return;
    case 'constant':
      constant(value.constant, out);
      return;
    case 'param':
      out.param = { fn: value.fn, index: value.index };
      return;
    default:
      out.grants.push('unknown');
  }
}

function constant(value: Constant, out: GrantEvidence): void {
  if (value.kind === 'text') out.grants.push(grantOf(value.text));
  else if (value.kind === 'choice') value.options.forEach((option) => constant(option, out));
  else if (value.kind === 'ref') out.refs.push(value);
}
