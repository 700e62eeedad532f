/** SDK calls that ask the endpoint each time: `client.getToken(user)` becomes `cachedSdkCall(client.getToken, client)(user)`. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { takesCallback } from '../cached-client/any-call.js';
import { isRecovery } from '../cached-client/recovering.js';
import { withRecovery } from '../cached-client/recovery.js';
import { TRANSPORTS, type SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { isTokenClientCall } from '../cached-client/token-client-call.js';
import type { ReasonCode } from '../reasons.js';
import { callAt, lastName, memberName } from '../source/nodes.js';
import { importedNames } from '../source/import-names.js';
import { symbolOf } from '../source/scope.js';
import { hoist, madeBy } from './hoist.js';

type Edits = SiteRewrite['edits'];

/** What a migration changes in the call itself, beside making it a cached one. */
export interface CallChanges {
  edits: Edits;
  /** The class that the receiver is an instance of afterwards. */
  className?: string | undefined;
  /** What the last member before the call is named afterwards. */
  via?: string | undefined;
}

export function sdkToCachedClient(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call)) return 'shape-not-modelled';
  return cachedSdkCall(context, call, { edits: [] }, site.client);
}

/** The call through the drop-in; an object that is built for it alone is built once instead. */
export function cachedSdkCall(
  context: SiteContext,
  call: ts.CallExpression,
  { edits, className, via }: CallChanges,
  client: string,
): SiteRewrite | ReasonCode {
  const { names } = context;
  if (isTokenClientCall(context, call)) return 'already-reused';
  if (isRecovery(call)) return 'renewed-after-refusal';
  if (RESPONSE_APART.test(lastName(call.expression) ?? '') && !isKnownAgain(context, call))
    return 'key-not-computable';
  // The application keeps the SDK's object and refreshes it: it would be given the one that it has used up.
  if (/\.(refresh|ensureFreshness)\(/.test(context.parsed.text)) return 'already-reused';
  if (call.questionDotToken || !isAnswerable(call, client)) return 'shape-not-modelled';
  const { expression: callee } = call;
  const found = receiverOf(context, callee, className, client);
  if (typeof found === 'string') return found;
  const local = names.localFor(TRANSPORTS, 'cachedSdkCall');
  const own = via === undefined ? found.text : found.text.replace(/\w+$/, via);
  const receiver = own === '' ? '' : `, ${own}`;
  return withRecovery(context, call, {
    edits: [
      { start: callee.getStart(), end: callee.getStart(), text: `${local}(` },
      ...found.edits,
      ...onOneLine(context, callee),
      ...edits,
      { start: callee.end, end: callee.end, text: `${receiver})` },
    ],
    kept: [],
    imports: [{ module: TRANSPORTS, name: 'cachedSdkCall' }],
    form: 'other',
    note: found.edits.length > 0 ? `${NOTE} The SDK object is built once.` : NOTE,
  });
}

/** SDKs whose objects show the issuer, the client's id and its secret. */
const KNOWN_BY_CONTENT = new Set(['oauth', 'openid-client', 'spotify-web-api-node']);
/** oauth4webapi, whose response another function reads. */
const RESPONSE_APART = /^(clientCredentialsGrantRequest|genericTokenEndpointRequest)$/;
/** Ways to authenticate that sign something else for each request. */
const SIGNING = /\b(PrivateKeyJwt|ClientSecretJwt|DPoP)\b/;
/** SDKs whose calls take a callback `(error, …results)`. */
const CALLED_BACK = new Set(['keycloak-connect', 'oauth', 'spotify-web-api-node']);

/** Its secret is hidden in a function, the third argument: only one that is made once tells two clients apart, and one from itself. */
function isKnownAgain({ parsed }: SiteContext, call: ts.CallExpression): boolean {
  const authentication = call.arguments[2];
  if (!authentication || !ts.isIdentifier(authentication) || SIGNING.test(parsed.text)) return false;
  const [declaration] = symbolOf(parsed, authentication)?.declarations ?? [];
  const list = declaration && ts.isVariableDeclaration(declaration) ? declaration.parent.parent : undefined;
  return list !== undefined && ts.isVariableStatement(list) && ts.isSourceFile(list.parent);
}

/** By a promise, or by a callback as the last argument where the SDK has that and nothing is made of the call's value. */
export function isAnswerable(call: ts.CallExpression, client: string): boolean {
  if (!call.arguments.some(ts.isFunctionLike)) return true;
  return (
    CALLED_BACK.has(client) && !call.arguments.slice(0, -1).some(ts.isFunctionLike) && takesCallback(call)
  );
}

const NOTE = 'The SDK is asked once; its answer is reused until the token expires.';

/** A call that was broken before its last dot would read badly as an argument. */
function onOneLine({ parsed }: SiteContext, callee: ts.Expression): Edits {
  if (!ts.isPropertyAccessExpression(callee)) return [];
  const gap = { start: callee.expression.end, end: callee.name.getStart() };
  return /^\s+\.$/.test(parsed.text.slice(gap.start, gap.end)) ? [{ ...gap, text: '.' }] : [];
}

/** What the function is called on, as text that may be written a second time. */
function receiverOf(
  context: SiteContext,
  callee: ts.Expression,
  className: string | undefined,
  client: string,
): { text: string; edits: Edits } | ReasonCode {
  if (ts.isIdentifier(callee)) return { text: '', edits: [] };
  if (!ts.isPropertyAccessExpression(callee)) return 'shape-not-modelled';
  const [root, ...members] = pathOf(callee.expression);
  if (!root) return 'shape-not-modelled';
  const written = [root.getText(), ...members].join('.');
  // The drop-in knows such an object by what it is made of.
  if (KNOWN_BY_CONTENT.has(client) && ts.isIdentifier(root)) return { text: written, edits: [] };
  const made = ts.isIdentifier(root) || ts.isNewExpression(root) ? madeBy(context, root) : null;
  if (made) {
    const hoisted = hoist(context, made, className);
    // Built when the module is loaded: it is there for every call.
    if (hoisted === 'already-reused') return { text: written, edits: [] };
    if (typeof hoisted === 'string') return hoisted;
    const name = ts.isIdentifier(root) ? root.text : /(\w+) \?\?= $/.exec(hoisted.edits[1]!.text)![1]!;
    return { text: [name, ...members].join('.'), edits: hoisted.edits };
  }
  if (ts.isIdentifier(root) && isMadeAnew(context, root)) return 'key-not-computable';
  const isName = ts.isIdentifier(root) || root.kind === ts.SyntaxKind.ThisKeyword;
  return isName ? { text: written, edits: [] } : 'shape-not-modelled';
}

/** `client.owner.getToken`: the root, and the members on the way. */
function pathOf(node: ts.Expression): [ts.Expression?, ...string[]] {
  const members: string[] = [];
  let root = node;
  while (ts.isParenthesizedExpression(root)) root = root.expression;
  while (ts.isPropertyAccessExpression(root) && !root.questionDotToken) {
    members.unshift(memberName(root)!);
    root = root.expression;
    while (ts.isParenthesizedExpression(root)) root = root.expression;
  }
  return [root, ...members];
}

/** A local that some call or `await` gives at each run: nothing tells it from the one before. */
function isMadeAnew({ parsed }: SiteContext, name: ts.Identifier): boolean {
  if (importedNames(parsed).some(({ local }) => local.text === name.text)) return false;
  const [declaration] = symbolOf(parsed, name)?.declarations ?? [];
  if (!declaration || !ts.isVariableDeclaration(declaration)) return false;
  const { initializer } = declaration;
  const list = declaration.parent.parent;
  const atTop = ts.isVariableStatement(list) && ts.isSourceFile(list.parent);
  return (
    !atTop &&
    initializer !== undefined &&
    (ts.isCallExpression(initializer) || ts.isAwaitExpression(initializer))
  );
}
