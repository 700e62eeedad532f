/**
 * The form of a catalog entry. A library is one file that holds one `Library` value; everything the later stages know of a
 * library they read from here, so that adding one changes nothing else.
 */
import type { CallbackRole, Grant } from '../facts.js';

/** Where a call of an HTTP client carries what. Positions count from 0. */
export interface HttpCall {
  /** Member called on the client; `''` is the client itself called. */
  member: string;
  method?: string;
  url?: number;
  body?: number;
  /** Position of an options object; its keys are read by `OptionKeys`. */
  options?: number;
  /** The argument at `url` may itself be the options object (`request({ url, … })`, `axios({ url, … })`). */
  urlOrOptions?: boolean;
}

/** Names under which an options object holds each part of the request. */
export interface OptionKeys {
  url: string[];
  /** Keys whose value is sent as an `application/x-www-form-urlencoded` form. */
  form: string[];
  /** Keys whose value is sent as JSON. */
  json: string[];
  /** Keys whose value is the body as it is. */
  body: string[];
  query: string[];
  headers: string[];
  /** Keys with `{ username, password }` or `{ user, pass }` for HTTP Basic. */
  basic: string[];
  /** Keys that hold the user name and the password of HTTP Basic beside the other options (`got`, `needle`). */
  basicUsername: string[];
  basicPassword: string[];
  method: string[];
}

/**
 * A call of an SDK that asks the token endpoint. `within` is a member of the argument that holds what is looked for:
 * `{ grant: { type, username, password } }`.
 */
export interface TokenCall {
  /** Member called: `acquireTokenByUsernamePassword`; or the class built when `construct` is true. */
  member: string;
  construct?: boolean;
  /** The members that must stand right before: `oauth` in `auth0.oauth.passwordGrant`. */
  via?: string;
  grant: Grant | { argument: number } | { key: string; argument: number; within?: string };
  /** Only report when the file imports one of the library's modules (names that mean other things elsewhere). */
  needsImport?: boolean;
  /** The function is imported, under whatever name, and called as it is. */
  imported?: boolean;
  /** Member of the first argument that holds the token endpoint's address. */
  endpoint?: string;
  /** Position of the object with `username` and `password` (or its keys), or their own positions. */
  credentials?: { argument: number; keys?: string[]; within?: string } | { positions: number[] };
  /** The SDK keeps tokens in the object it is called on: reuse is lost only when that object is built per call. */
  selfCaching?: boolean;
  /** The object that it is called on keeps the token for its other calls. */
  keepsToken?: boolean;
  /** The SDK's cache is global to the process: an object built per call loses nothing. */
  globalCache?: boolean;
  /** Class whose `new` makes the object, to see it built per call. */
  of?: string[];
  /** The minimum number of arguments, to tell it from namesakes. */
  minArguments?: number;
}

/** What a receiver does with a function that it is given. */
export interface RoleEntry {
  role: CallbackRole['kind'];
  /** Called by this name alone: `setInterval`, `pMap`, `useEffect`. */
  callee?: string[];
  /** Called as a member: `forEach`, `then`. */
  member?: string[];
  /** With `member`: the receiver's last name must match. */
  receiver?: RegExp;
  /** The first argument is a text that matches (event names, routes). */
  firstText?: RegExp;
  /** An operator within `source.pipe(…)`: the source's factory must match. */
  pipedFrom?: RegExp;
  /** Built with `new`: `Promise`, `CronJob`, `Worker`. */
  construct?: string[];
  /** The function stands under this key of an object argument: `queryFn`, `eachMessage`. */
  key?: string[];
  /** The function stands under a key of this form: a time at which it runs, an event. */
  keyLike?: RegExp;
  /** What the function is called with is its program's own configuration, and no person's input. */
  given?: 'config';
  /** Needs an import of one of the library's modules in the file. */
  needsImport?: boolean;
  /** Only the function at these positions. */
  positions?: number[];
}

export interface Library {
  name: string;
  /** The documentation page that this entry was written from. */
  docs: string;
  /** Module names as imported; a name also stands for its subpaths. */
  modules?: string[];
  /** Names that are the client without an import (`fetch`, `$http`, `cy`). */
  globals?: string[];
  /** Declared types whose values are the client (`HttpClient`, `AxiosInstance`). */
  types?: string[];
  /** Named exports that are the client itself (`import { fetch } from 'undici'`); the default export always is. */
  exports?: string[];
  /** Members that make another client with the same calls (`create`, `extend`, `defaults`). */
  factories?: string[];
  calls?: HttpCall[];
  options?: Partial<OptionKeys>;
  /** Superagent style: `post(url).send(body).query(q).auth(u, p)`. */
  chain?: { body: string[]; query: string[]; headers: string[]; basic: string[] };
  tokenCalls?: TokenCall[];
  roles?: RoleEntry[];
  /**
   * Words whose presence makes a file worth parsing, besides the grant names. As part of another word they count, too: a
   * name that is short takes its opening quote along.
   */
  triggers?: string[];
  /** A package of this name implements the grant for others: silent when linted itself. */
  implementsGrant?: boolean;
}

/** Most clients' names for the parts of a request; a library overrides what differs. */
export const COMMON_OPTIONS: OptionKeys = {
  url: ['url', 'uri'],
  form: ['form', 'formData'],
  json: ['json'],
  body: ['body', 'data', 'payload'],
  query: ['params', 'qs', 'query', 'searchParams'],
  headers: ['headers'],
  basic: ['auth'],
  basicUsername: [],
  basicPassword: [],
  method: ['method'],
};
