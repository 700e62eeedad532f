/**
 * Facts of one file: what `extract` reads from one syntax tree and everything later reads instead of the tree.
 * Plain serializable data (no nodes), so that facts can be cached, sent between processes and merged.
 */
import type { BrokenReuse, Reuse } from './facts-reuse.js';
import type { Span, WireShape } from './facts-wire.js';

export type { BrokenReuse, Holder, Reuse } from './facts-reuse.js';
export type { Span, WirePart, WireShape } from './facts-wire.js';

/** Index into `FileFacts.functions`; 0 is always the module itself. */
export type FunctionId = number;

/**
 * What a value depends on, one root an entry. A token request is loop-invariant when none of its roots changes with the
 * loop; two callers may share its token when their roots are equal.
 */
export type Root =
  /** `member`: only this member of it counts, `options.scope` or `{ scope }`. */
  | { kind: 'param'; fn: FunctionId; index: number; member?: string }
  /** A variable that the loop (index into `FileFacts.loops`) changes at each turn. */
  | { kind: 'loop'; loop: number }
  | { kind: 'env' | 'config' | 'literal' | 'person' | 'request' | 'test' | 'storage' | 'field' | 'unknown' }
  | { kind: 'argument' }; // typed on the command line by who starts the program

/** A thing that a name in this file stands for; `link` resolves it to a function of some file. */
export type Ref =
  | { kind: 'function'; fn: FunctionId }
  /** `name` is the exported name, `'default'`, or `'*'` for the namespace; `path` the members read from it. */
  | { kind: 'import'; module: string; name: string; path: string[] }
  /** A method or field of the class (index into `FileFacts.classes`) that encloses the use. */
  | { kind: 'this'; cls: number; path: string[] }
  /** An instance or static member of a class; `cls` refers to the class itself. */
  | { kind: 'instance'; cls: ClassRef; path: string[] }
  /** A member of something that could not be resolved: `receiver` is its source text, `method` the last name. */
  | { kind: 'member'; receiver: string; method: string }
  /** What a function returns, or a member of it: a factory's object or function. `receiver` as for `member`. */
  | { kind: 'returned'; of: Ref; path: string[]; receiver: string }
  /** The class itself, as in `new C()` or `module.exports = C`. */
  | { kind: 'class'; cls: number }
  | { kind: 'global'; name: string };

/** A class, an object literal with methods, or a constructor function with a prototype: whatever `this` may be. */
export type ClassRef =
  | { kind: 'local'; cls: number }
  | { kind: 'import'; module: string; name: string; path: string[] }
  | { kind: 'named'; name: string };

export type Grant =
  | 'password'
  | 'client_credentials'
  | 'refresh_token'
  | 'authorization_code'
  | 'device_code'
  | 'token_exchange'
  | 'jwt_bearer'
  | 'other'
  | 'unknown';

/** A constant: what an exported name or a payload key may be when it is written down somewhere. */
export type Constant =
  | { kind: 'text'; text: string }
  | { kind: 'object'; members: Record<string, Constant> }
  | { kind: 'ref'; ref: Ref }
  | { kind: 'choice'; options: Constant[] };

/** Something that happens at a place in a function: a token request or the use of a function. */
export interface Site {
  /** The function that holds it. */
  fn: FunctionId;
  /** The call expression (without `await`). */
  span: Span;
  /** Enclosing loops inside `fn`, innermost first (indexes into `FileFacts.loops`), those that a retry leaves on success left out. */
  loops: number[];
  /** A guard around this site that can return what an earlier run of it stored. */
  reuse: Reuse | null;
  broken: BrokenReuse | null;
  /** Stands in a `catch`, or under a test of 401/403/expiry: runs when something failed, not at each call. */
  recovery: boolean;
  /** True when its result is stored in a place that outlives the function (a field, a module variable, a cache). */
  stored: boolean;
  /** The function that gets and stores it also hands it on: it asks for its own work, not to keep the token fresh. */
  spent: boolean;
  /** Stored, and not what the function returns: the object or module is what keeps it, `login()` is how it gets it. */
  kept: boolean;
  /** Position of the parameter of `fn` that makes it needless when a caller hands one in: `token ?? (await getToken())`. */
  unlessGiven?: number;
  /** True for sites in a place that runs when the module is loaded and for `if (require.main === module)`. */
  topLevel: boolean;
}

export interface TokenRequest extends Site {
  /** Catalog name of the client or SDK: `axios`, `fetch`, `msal-node`, … or `call` for a call we do not know. */
  client: string;
  kind: 'http' | 'sdk';
  /** `strong`: a known HTTP or SDK call; `weak`: another call that receives a token payload. */
  sink: 'strong' | 'weak';
  /** The grants it can send. Those that only other files can tell are in `grantRefs`. */
  grants: Grant[];
  grantRefs: Constant[];
  /** When the grant comes in as a parameter of `fn`. */
  grantParam: number | null;
  /** Places where a grant is written down, when they are not in the call itself. */
  grantSpans: Span[];
  /** Names of the form parameters it sends. */
  keys: string[];
  /** Text of the token endpoint as far as it is written down; unknown pieces are `${}`. */
  url: string;
  /** Names of environment variables and configuration keys that the call reads (provider hints). */
  names: string[];
  /** Everything that decides which token comes back. */
  roots: Root[];
  /** What the user name and password (or, without them, the client secret) come from. */
  credentials: Root[];
  /** Constructor parameters that the fields among the credentials are filled from. */
  constructedFrom: Root[];
  /** True for a request that has a user name and password but no grant. */
  grantless: boolean;
  /** Made to see whether it succeeds: nothing reads the token. */
  trial?: true;
  /** For SDK objects built in the same function: the `new` expression that loses the SDK's own cache. */
  builtPerCall: Span | null;
  wire: WireShape | null;
}

/** A use of a function, a method or an imported thing. */
export interface Use extends Site {
  target: Ref;
  how: 'call' | 'new' | 'value';
  /** Roots of each argument (calls); empty for values. */
  args: Root[][];
  /** Roots of the members of each argument that is an object written down in full. */
  members?: (Record<string, Root[]> | null)[];
  /** What the object behind the call was made with, where that is a variable of the function: `new Client(tenant)`. */
  receiver?: Root[];
  /** The object behind the call is a variable that was made of settings alone. */
  settled?: boolean;
  /** The text of each argument that is written down (through constants of the file), else null. */
  literals?: (string | null)[];
  /** For `new`: the object itself, not what its methods answer, goes to a place that outlives the function. */
  held?: boolean;
  /** For a call of a handed-in function: the parameters of `fn` that a guard before it is decided by. */
  keyedBy?: number[];
  /** For `value` with an unknown role: the function that it is handed to, and as which argument. */
  host?: { ref: Ref; index: number; /** The key that it stands under in that argument. */ member?: string };
  /** For `value`: `reuse` is what the function itself writes, so it holds whatever the receiver does with the result. */
  filled?: boolean;
  /** For `value`: what the receiver does with the function. */
  role: CallbackRole | null;
}

/** What happens to a function that is handed to somebody: it decides how often it runs. */
export interface CallbackRole {
  kind:
    | 'inline' // runs once within the caller: then, promise executor, try wrapper
    | 'iteration' // once per item
    | 'timer' // again and again: setInterval, self-re-arming setTimeout
    | 'stream' // once per chunk or row
    | 'http' // once per HTTP request
    | 'message' // once per message
    | 'job' // once per scheduled run
    | 'mount' // once per mount of a component or screen
    | 'event' // once per user action
    | 'interceptor' // once per outgoing call
    | 'memo' // the receiver caches the result
    | 'once' // start-up
    | 'test' // a test case or hook
    | 'retry' // until it succeeds
    | 'unknown';
  /** What the function is called with, where that is no person's. */
  given?: 'config';
  /** The period of a timer in milliseconds, where it is written down. */
  every?: number;
  /** What is seen in the source: `orders.map`, `setInterval`, `router.get`. */
  by: string;
  span: Span;
}

export interface LoopFact {
  kind: 'for' | 'for-of' | 'for-in' | 'while' | 'do';
  span: Span;
  /** The head as written, shortened: `for (const order of orders)`. */
  text: string;
  fn: FunctionId;
}

export interface FunctionFact {
  id: FunctionId;
  /** Best name for messages: `getToken`, `TokenService.get`, `<anonymous>`. */
  name: string;
  span: Span;
  /** Lexically enclosing function. */
  parent: FunctionId | null;
  params: string[];
  cls: number | null;
  method: string | null;
  /** Entry points known from the function itself: an exported handler, a decorator, a component, a hook. */
  entry: CallbackRole | null;
  /** Names it is exported by. */
  exported: string[];
  isConstructor: boolean;
  /** What it returns, where that is a function, an object with methods or an instance. */
  returns: Ref[];
}

export interface ClassFact {
  name: string;
  span: Span;
  extends: ClassRef | null;
  /** Field or constructor parameter property to its declared type or the class it is built from. */
  fields: Record<string, ClassRef>;
  methods: Record<string, FunctionId>;
  /** Members that are things of other modules or classes: `{ getToken, api: require('./api') }`. */
  members: Record<string, Ref>;
  implements: string[];
  exported: string[];
  decorators: string[];
  /** An array: what is done with the whole is done with each of its elements. */
  list?: boolean;
  /** For a table: the functions whose parameter `index` is put in it. */
  handed?: { fn: FunctionId; index: number }[];
  /** An HTTP client: its methods stand for the interceptor that each request of it runs. */
  intercepted?: boolean;
}

export interface ImportFact {
  local: string;
  module: string;
  name: string;
}

/** A name this file exports: a thing of its own or of another module. */
export interface ExportFact {
  /** The exported name; `=` for what `module.exports =` is given. */
  name: string;
  ref: Ref;
}

/** Where an authorization server is told to accept the password grant. */
export interface ServerGrant {
  span: Span;
  library: string;
}

/** A token payload that a file exports for others to send. */
export interface ExportedPayload {
  /** The exported name; `=` for what `module.exports =` is given. */
  name: string;
  /** The function that makes it, or null for a value. */
  made: FunctionId | null;
  /** What sending it would ask for, as far as this file tells. */
  request: TokenRequest;
}

/** A call of a known HTTP client that sends something of another module. */
export interface Sending extends Site {
  client: string;
  /** Text of the address as far as it is written down. */
  url: string;
  /** What is sent, and for what a call makes the arguments of that call. */
  what: { ref: Ref; args: Root[][] | null }[];
}

export interface FileFacts {
  version: number;
  file: string;
  requests: TokenRequest[];
  functions: FunctionFact[];
  uses: Use[];
  loops: LoopFact[];
  classes: ClassFact[];
  imports: ImportFact[];
  exports: ExportFact[];
  /** `export * from` modules. */
  reexports: string[];
  constants: Record<string, Constant>;
  serverGrants: ServerGrant[];
  payloads: ExportedPayload[];
  sendings: Sending[];
  /** True for files that look like tests by name or by what they import. */
  test: boolean;
}
