/** The argument of `getAccessToken`: what the request sent, by the names that the token client gives it. */
import { ts } from 'ts-morph';
import type { Grant, RequestSite, Span, WirePart, WireShape } from '@grant-migrate/analysis';
import { valueAt, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { quoted } from '../source/style.js';
import { basicCredentials } from './basic-credentials.js';
import { movedExpression, movedValue, type Destination, type MovedValue } from './moved-value.js';
import { isImpliedHeader, type BodyFormat } from './implied.js';

export interface Member {
  name: string;
  value: string | Member[];
  /** Parts of the old request that this member was made from; their comments go with it. */
  from: Span[];
}

export interface RequestMembers {
  members: Member[];
  /** Pieces of the old text that the new call repeats. */
  kept: Span[];
}

/** Thrown inside, caught at the entry: the request says something that the argument cannot say. */
class Inexpressible extends Error {}

/** Null when the token client's argument cannot say what this request says. */
export function requestMembers(to: Destination, site: RequestSite, wire: WireShape): RequestMembers | null {
  try {
    return build(to, site, wire);
  } catch (error) {
    if (error instanceof Inexpressible) return null;
    throw error;
  }
}

function build(to: Destination, site: RequestSite, wire: WireShape): RequestMembers {
  const kept: Span[] = [];
  const take = (value: MovedValue | null): string => {
    if (!value) throw new Inexpressible();
    if (value.kept) kept.push(value.kept);
    return value.text;
  };
  const takeSpan = (span: Span): string => {
    const node = valueAt(to.parsed, span);
    return take(node && ts.isExpression(node) ? movedExpression(to, node) : null);
  };
  if (!wire.url || wire.opaque.length > 0 || wire.method.toUpperCase() !== 'POST') throw new Inexpressible();
  const parts = uniqueParts(wire);
  const pull = (key: string): Member | undefined => {
    const part = parts.get(key);
    if (!part) return undefined;
    parts.delete(key);
    return { name: key, value: take(movedValue(to, part)), from: [part.span] };
  };
  const as = (member: Member | undefined, name: string): Member[] => (member ? [{ ...member, name }] : []);

  const format = bodyFormat(wire);
  const members: Member[] = [{ name: 'tokenEndpoint', value: takeSpan(wire.url), from: [wire.url] }];
  const { client, headers } = clientMembers(to, wire, format, takeSpan, (value) => take(value));
  if (client) members.push(...client);
  else {
    // An Authorization header that stays as it is leaves the id in the body, where it was.
    const id = pull('client_id');
    const secret = headers.some((header) => /^authorization$/i.test(header.name))
      ? undefined
      : pull('client_secret');
    members.push(...as(id, 'clientId'), ...as(secret, 'clientSecret'));
    if (secret) {
      if (!id) throw new Inexpressible();
      members.push({ name: 'clientAuthentication', value: quoted('client_secret_post', to.style), from: [] });
    }
  }
  members.push(grantMember(to, site.grant, parts.get('grant_type'), pull));
  parts.delete('grant_type');
  for (const name of ['scope', 'audience', 'resource']) members.push(...as(pull(name), name));
  const rest = [...parts.keys()].map((key) => ({ ...pull(key)!, name: propertyName(key, to) }));
  if (rest.length > 0) members.push({ name: 'parameters', value: rest, from: [] });
  if (headers.length > 0) members.push({ name: 'headers', value: headers, from: [] });
  if (!isInOrder(to.parsed, kept)) throw new Inexpressible();
  if (format !== 'form') members.push({ name: 'bodyFormat', value: quoted(format, to.style), from: [] });
  return { members, kept };
}

/** Calls that do nothing but give a value. */
const QUIET =
  /^(String|Number|Boolean|encodeURIComponent|btoa|atob|require|Buffer\.from)$|\.(get|getOrThrow|toString|trim|join|toLowerCase|replace|replaceAll|from)$/;

/** Values that are asked for by a call are asked for in the order in which they were. */
function isInOrder(parsed: ParsedFile, kept: readonly Span[]): boolean {
  const asked = kept.filter((span) => {
    let calls = false;
    const node = valueAt(parsed, span);
    if (node)
      walk(node, (inner) => {
        if (ts.isCallExpression(inner) && !QUIET.test(inner.expression.getText())) calls = true;
        return !calls;
      });
    return calls;
  });
  return asked.every((span, index) => index === 0 || asked[index - 1]!.start < span.start);
}

function uniqueParts(wire: WireShape): Map<string, WirePart> {
  const parts = new Map<string, WirePart>();
  for (const part of wire.parameters) {
    if (part.conditional || parts.has(part.key)) throw new Inexpressible();
    // Parameters inside the address are sent by the address.
    if (wire.url && part.span.start >= wire.url.start && part.span.end <= wire.url.end)
      throw new Inexpressible();
    parts.set(part.key, part);
  }
  return parts;
}

function bodyFormat(wire: WireShape): BodyFormat {
  if (wire.body === 'form' || wire.body === 'json' || wire.body === 'query') return wire.body;
  throw new Inexpressible();
}

/** Client authentication by a header or an option, and the headers that are left. */
function clientMembers(
  to: Destination,
  wire: WireShape,
  format: BodyFormat,
  takeSpan: (span: Span) => string,
  take: (value: MovedValue | null) => string,
): { client: Member[] | null; headers: Member[] } {
  const headers: Member[] = [];
  let client: Member[] | null = null;
  if (wire.basicAuth) {
    const { username, password } = wire.basicAuth;
    client = [
      { name: 'clientId', value: takeSpan(username), from: [username] },
      { name: 'clientSecret', value: takeSpan(password), from: [password] },
    ];
  }
  for (const header of wire.headers) {
    if (header.conditional) throw new Inexpressible();
    if (isImpliedHeader(header, format)) continue;
    if (/^content-type$/i.test(header.key)) throw new Inexpressible();
    const node = /^authorization$/i.test(header.key)
      ? valueAt(to.parsed, header.value.span ?? header.span)
      : undefined;
    const basic = node && ts.isExpression(node) ? basicCredentials(to.parsed, node) : null;
    const id = basic && !client ? movedExpression(to, basic.id) : null;
    const secret = basic && !client ? movedExpression(to, basic.secret) : null;
    if (id && secret)
      client = [
        { name: 'clientId', value: take(id), from: [header.span] },
        { name: 'clientSecret', value: take(secret), from: [] },
      ];
    else
      headers.push({
        name: propertyName(header.key, to),
        value: take(movedValue(to, header)),
        from: [header.span],
      });
  }
  return { client, headers };
}

function grantMember(
  to: Destination,
  grant: Grant | null,
  part: WirePart | undefined,
  pull: (key: string) => Member | undefined,
): Member {
  const from = part ? [part.span] : [];
  const text = part?.value.kind === 'text' ? part.value.text : undefined;
  const type = (name: string): Member => ({ name: 'type', value: quoted(name, to.style), from: [] });
  if (grant === 'client_credentials') return { name: 'grant', value: [type(grant)], from };
  if (grant === 'refresh_token') {
    const token = pull('refresh_token');
    if (!token) throw new Inexpressible();
    return { name: 'grant', value: [type(grant), { ...token, name: 'refreshToken' }], from };
  }
  if (grant !== 'password' || !part) throw new Inexpressible();
  const credentials = [pull('username'), pull('password')];
  if (credentials.includes(undefined)) throw new Inexpressible();
  const named = (credentials as [Member, Member]).map((member) => member);
  if (text && /^(urn|https?):/.test(text)) {
    const realm = pull('realm');
    const parameters = [...named, ...(realm ? [realm] : [])];
    return { name: 'grant', value: [type(text), { name: 'parameters', value: parameters, from: [] }], from };
  }
  return { name: 'grant', value: [type('password'), ...named], from };
}

function propertyName(key: string, to: Destination): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, to.style);
}
