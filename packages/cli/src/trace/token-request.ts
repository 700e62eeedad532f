/** Whether what a program sends is a token request, and of it only what may be written down. */
import { createHmac } from 'node:crypto';

export interface SentRequest {
  url: URL;
  method: string;
  /** The `Authorization` header: part of what makes two requests equal. */
  authorization: string;
  body: string;
}

export interface TokenRequest {
  endpoint: string;
  grant: string;
  request: string;
  subject: string;
}

/**
 * Reads the parameters from the form body, a JSON body or the query: some clients send them there. Null when no grant is named,
 * as RFC 6749 section 4 demands of every token request.
 */
export function tokenRequestOf(sent: SentRequest, key: string): TokenRequest | null {
  const parameters = parametersOf(sent);
  const grant = parameters.get('grant_type');
  if (grant === undefined) return null;
  const endpoint = sent.url.origin + sent.url.pathname;
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 16);
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  const subject = parameters.get('username') ?? parameters.get('client_id') ?? sent.authorization;
  return {
    endpoint,
    grant,
    // A refresh token and an assertion are new each time: requests with them are equal when the rest is.
    request: digest(
      JSON.stringify([endpoint, sent.authorization, sorted.filter(([name]) => !changesEachTime(name))]),
    ),
    subject: digest(subject),
  };
}

function changesEachTime(name: string): boolean {
  return ['refresh_token', 'client_assertion', 'assertion', 'code', 'code_verifier'].includes(name);
}

function parametersOf({ url, body }: SentRequest): Map<string, string> {
  const fromQuery = new Map(url.searchParams);
  if (fromQuery.has('grant_type')) return new Map([...fromQuery, ...parsedBody(body)]);
  return parsedBody(body);
}

const PART = /name="([^"\r\n]+)"(?:\r?\n[^\r\n]+)*\r?\n\r?\n([^\r\n]*)/g;

function parsedBody(body: string): Map<string, string> {
  const text = body.trim();
  if (text.startsWith('{')) return fromJson(text);
  if (text.startsWith('--'))
    return new Map([...text.matchAll(PART)].map(([, name, value]) => [name!, value!]));
  return new Map(new URLSearchParams(text));
}

function fromJson(text: string): Map<string, string> {
  try {
    const fields = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return new Map(fields.map(([name, value]) => [name, String(value)]));
  } catch {
    return new Map();
  }
}

/** `expires_in` of a token response (RFC 6749 section 5.1), in seconds. */
export function expiresIn(answer: string): number | null {
  const found = /"expires_in"\s*:\s*"?(\d+)/.exec(answer) ?? /(?:^|&)expires_in=(\d+)/.exec(answer);
  return found ? Number(found[1]) : null;
}
