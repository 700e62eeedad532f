/** The members of a token response that the cache reads (RFC 6749 section 5.1). */
export interface TokenMembers {
  access_token: string;
  token_type: string;
  expires_in?: number | undefined;
  scope?: string | undefined;
  refresh_token?: string | undefined;
  id_token?: string | undefined;
}

/** A successful token request. */
export interface TokenAnswer {
  members: TokenMembers;
  /** The JSON text as the endpoint sent it; only where a caller wants the response whole. */
  body?: string | undefined;
  /** When the request was sent, on both clocks: the lifetime is counted from here, so it never ends too late. */
  sentAt: { wall: number; steady: number };
}

/** The HTTP response to a token request, read to the end. */
export interface ReadResponse {
  status: number;
  statusText: string;
  headers: Headers;
  text: string;
}

/** Parses JSON that should be an object; `undefined` when it is none. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the answer to its end. A test double may offer `json()` alone. */
export async function readAll(response: Response): Promise<ReadResponse> {
  const text =
    typeof response.text === 'function' ? await response.text() : JSON.stringify(await response.json());
  const { status = 200, statusText = '', headers } = response;
  return { status, statusText, headers: new Headers(headers), text };
}
