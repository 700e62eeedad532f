/** How a token request goes over the wire, as far as its source shows it. */

/** A range of UTF-16 code units in the file's text, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** One form parameter or header as the source writes it. `value` is text when it is written down, else the expression's span. */
export interface WirePart {
  key: string;
  /** The whole property, append call or template piece that writes it. */
  span: Span;
  value: { kind: 'text'; text: string; span: Span | null } | { kind: 'expression'; span: Span };
  /** True when the value is written under a condition or more than once: a codemod must not assume it. */
  conditional: boolean;
}

/** How the request goes over the wire, for the codemods: only what the source shows. */
export interface WireShape {
  /** The token endpoint's expression. */
  url: Span | null;
  method: string;
  body: 'form' | 'json' | 'query' | 'multipart' | 'unknown';
  /** The form parameters, in source order, `grant_type` included. */
  parameters: WirePart[];
  headers: WirePart[];
  /** HTTP Basic by an option of the client (`auth: { username, password }`), as expression spans. */
  basicAuth: { username: Span; password: Span } | null;
  /** Statements that only build this request (`const body = new URLSearchParams(…)`, `body.append(…)`), removable with it. */
  builders: Span[];
  /** Options of the call that are neither url, body, headers nor auth (`timeout`, `proxy`, …), by name. */
  otherOptions: string[];
  /** What in the call could not be read (a spread, a computed key, an options variable from elsewhere); empty = understood in full. */
  opaque: { reason: string; span: Span }[];
}
