/** Token requests made through an SDK of the catalog. */
import type { TSESTree } from '@typescript-eslint/types';
import { LIBRARIES } from '../catalog/index.js';
import type { Library, TokenCall } from '../catalog/library.js';
import type { Constant, Grant, Reuse, TokenRequest } from '../facts.js';
import {
  calledName,
  initialValue,
  isFunction,
  memberPath,
  propertyName,
  unwrap,
  type Node,
} from '../values/bindings.js';
import { importOf } from '../values/imports.js';
import { payloadOf, type Payload } from '../values/payload.js';
import { textsOf } from '../values/value.js';
import { importsModule, type FileContext } from './context.js';
import { grantEvidence } from './grants.js';
import { isAnsweredByTokenClient } from './client-alone.js';
import { isDouble } from './doubles.js';
import { requestFrom } from './request-facts.js';
import { builtPerCall, classNameOf, originEndsWith, urlHints } from './sdk-receivers.js';
import { siteOf } from './site.js';

interface Indexed {
  library: Library;
  call: TokenCall;
}

const byMember = new Map<string, Indexed[]>();
for (const library of LIBRARIES) {
  for (const call of library.tokenCalls ?? [])
    byMember.set(call.member, [...(byMember.get(call.member) ?? []), { library, call }]);
}

export function sdkRequests(context: FileContext, claimed: Set<number>): TokenRequest[] {
  const out: TokenRequest[] = [];
  for (const node of context.calls) {
    const callee = unwrap(node.callee);
    const imported = importedFrom(context, callee);
    const name = calledName(callee);
    for (const indexed of importedFirst(imported?.module, candidates(name, imported?.name))) {
      if ((node.type === 'NewExpression') !== (indexed.call.construct ?? false)) continue;
      if (indexed.call.imported ? !isFrom(imported, indexed) : name !== indexed.call.member) continue;
      if (!matches(context, node, callee, indexed) || isDouble(context, node)) continue;
      const request = read(context, node, callee, indexed, claimed);
      if (!request) continue;
      out.push(request);
      claimed.add(node.range[0]);
      break;
    }
  }
  return [...out, ...subclasses(context)];
}

/** What a call may be by its own name, and by the name that it was exported with. */
function candidates(name: string | null, exported: string | undefined): Indexed[] {
  const own = (name && byMember.get(name)) || [];
  return exported === undefined || exported === name ? own : [...own, ...(byMember.get(exported) ?? [])];
}

/** Two libraries may name a call alike: the one that the name was imported from is meant. */
function importedFirst(module: string | undefined, found: Indexed[]): Indexed[] {
  const isMeant = ({ library }: Indexed): boolean =>
    module !== undefined && (library.modules ?? []).includes(module);
  return found.some(isMeant) ? found.filter(isMeant) : found;
}

/** The module and the name of an imported function, also of `client.getAccessToken` with `* as client`. */
function importedFrom(context: FileContext, callee: Node): { module: string; name: string } | null {
  const chain = memberPath(callee);
  if (chain?.root.type !== 'Identifier') return null;
  const variable = context.bindings.variableOf(chain.root);
  const found = variable ? importOf(variable) : null;
  if (!found) return null;
  const [name, ...others] = [...(found.name === '*' ? [] : [found.name]), ...found.path, ...chain.path];
  return name !== undefined && others.length === 0 ? { module: found.module, name } : null;
}

function isFrom(imported: { module: string; name: string } | null, { library, call }: Indexed): boolean {
  return imported?.name === call.member && (library.modules ?? []).includes(imported.module);
}

function matches(
  context: FileContext,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  callee: Node,
  { library, call }: Indexed,
): boolean {
  if (node.arguments.length < (call.minArguments ?? 0)) return false;
  if (call.needsImport && !importsModule(context, library.modules ?? [])) return false;
  if (call.via) {
    const chain = callee.type === 'MemberExpression' ? memberPath(callee.object) : null;
    const before = chain?.path.at(-1) ?? (chain?.root.type === 'Identifier' ? chain.root.name : null);
    const byName =
      before === call.via ||
      (chain === null &&
        callee.type === 'MemberExpression' &&
        callee.object.type === 'MemberExpression' &&
        propertyName(callee.object) === call.via);
    if (!byName && !(callee.type === 'MemberExpression' && originEndsWith(context, callee.object, call.via)))
      return false;
  }
  if (call.of) {
    if (isDistinctive(call.member)) return true;
    return (
      callee.type === 'MemberExpression' && call.of.includes(classNameOf(context, callee.object, 0) ?? '')
    );
  }
  return true;
}

/** Long names mean one thing; `getToken`, `password` and `auth` mean many. */
const isDistinctive = (name: string) => name.length >= 20;

function read(
  context: FileContext,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  callee: Node,
  { library, call }: Indexed,
  claimed: Set<number>,
): TokenRequest | null {
  const argument = (index: number): Node | null => {
    const given = node.arguments[index];
    return given && given.type !== 'SpreadElement' ? given : null;
  };
  const grants = grantsOf(context, call, argument, claimed);
  const elsewhere = grants ? [] : grantElsewhere(context, call, argument);
  if (!grants && elsewhere.length === 0) return null;
  const payloads: Payload[] = [];
  let credentials: Node[] = [];
  if (call.credentials && 'positions' in call.credentials)
    credentials = call.credentials.positions.map(argument).filter((one) => one !== null);
  else if (call.credentials) {
    const whole = argument(call.credentials.argument);
    const given = whole && within(context, whole, call.credentials.within);
    const payload = given ? payloadOf(context.values, context.values.evaluate(given)) : null;
    if (
      call.credentials.keys &&
      !call.credentials.keys.every((key) => payload?.entries.some((entry) => entry.key === key))
    )
      return null;
    const named =
      payload?.entries.filter((entry) =>
        /^(user_?name|user|email|login|pass(word)?|realm)$/i.test(entry.key),
      ) ?? [];
    credentials =
      named.length > 0 ? named.flatMap((entry) => (entry.node ? [entry.node] : [])) : given ? [given] : [];
    if (payload) payloads.push(payload);
  }
  const receiver = callee.type === 'MemberExpression' ? callee.object : null;
  const endpoint =
    call.endpoint === undefined ? null : argument(0) && within(context, argument(0)!, call.endpoint);
  const request = requestFrom(context, node, node, {
    client: library.name,
    kind: 'sdk',
    sink: 'strong',
    payloads: [],
    url: endpoint
      ? textsOf(context.values.evaluate(endpoint)).join(' ')
      : receiver
        ? urlHints(context, receiver)
        : node.arguments
            .flatMap((one) => (one.type === 'SpreadElement' ? [] : textsOf(context.values.evaluate(one))))
            .join(' '),
    grantless: false,
    reads: [...(node.arguments as Node[]).filter((one) => !isFunction(one)), ...(receiver ? [receiver] : [])],
    basic: null,
    wire: null,
    grants: grants ?? [],
    credentials,
  });
  const keys = [...new Set(payloads.flatMap((payload) => payload.entries.map((entry) => entry.key)))];
  const built = call.globalCache ? null : builtPerCall(context, node, receiver);
  const shared = call.globalCache || (call.selfCaching && !built);
  return {
    ...request,
    keys,
    ...(elsewhere.length > 0 ? { grantRefs: elsewhere } : {}),
    stored: request.stored || ((call.keepsToken ?? false) && !built),
    kept: request.kept || ((call.keepsToken ?? false) && !built),
    builtPerCall: built,
    reuse: isAnsweredByTokenClient(context, node)
      ? { kind: 'sdk', store: 'token client', span: request.span }
      : shared && !request.reuse
        ? {
            kind: 'sdk',
            store: receiver ? context.tree.text.slice(...receiver.range) : library.name,
            span: request.span,
          }
        : (request.reuse ?? (call.keepsToken && receiver ? keptWithObject(context, receiver) : null)),
    broken: built && call.selfCaching ? { reason: 'built-per-call', store: library.name, span: built } : null,
  };
}

/** `if (kept) return kept; const client = new Client(); await client.login(); kept = client;`: the object that has the token is kept. */
function keptWithObject(context: FileContext, receiver: Node): Reuse | null {
  const at = unwrap(receiver);
  const made = at.type === 'Identifier' ? initialValue(context.bindings, at) : null;
  return made && unwrap(made).type === 'NewExpression' ? siteOf(context, unwrap(made)).reuse : null;
}

function grantsOf(
  context: FileContext,
  call: TokenCall,
  argument: (index: number) => Node | null,
  claimed: Set<number>,
): Grant[] | null {
  if (typeof call.grant === 'string') return [call.grant];
  const whole = argument(call.grant.argument);
  const given = whole && within(context, whole, 'key' in call.grant ? call.grant.within : undefined);
  if (!given) return null;
  const value = context.values.evaluate(given);
  if (!('key' in call.grant)) {
    const { grants } = grantEvidence(value, null);
    return grants.filter((grant) => grant !== 'other');
  }
  const key = call.grant.key;
  const payload = payloadOf(context.values, value);
  const entry = payload?.entries.filter((one) => one.key === key).at(-1);
  if (!entry) return null;
  claimed.add(entry.node?.range[0] ?? entry.span[0]);
  const { grants } = grantEvidence(entry.node ? context.values.evaluate(entry.node) : null, entry.text);
  return grants.filter((grant) => grant !== 'other');
}

/** `client.auth(credentials)` with the object of another file: its member there tells the grant. */
function grantElsewhere(
  context: FileContext,
  { grant }: TokenCall,
  argument: (index: number) => Node | null,
): Constant[] {
  const given = typeof grant === 'object' && 'key' in grant ? argument(grant.argument) : null;
  if (!given || typeof grant === 'string' || !('key' in grant) || grant.within !== undefined) return [];
  const value = context.values.evaluate(given);
  const { constant } = value.kind === 'constant' ? value : { constant: null };
  if (constant?.kind !== 'ref' || constant.ref.kind !== 'import') return [];
  return [{ kind: 'ref', ref: { ...constant.ref, path: [...constant.ref.path, grant.key] } }];
}

/** What a member of the argument holds; the argument itself where no member is asked for. */
function within(context: FileContext, argument: Node, member: string | undefined): Node | null {
  if (member === undefined) return argument;
  const payload = payloadOf(context.values, context.values.evaluate(argument));
  return payload?.entries.filter((entry) => entry.key === member).at(-1)?.node ?? null;
}

/** Ember: `OAuth2PasswordGrant.extend({ … })` and `class extends OAuth2PasswordGrant` are whole clients. */
function subclasses(context: FileContext): TokenRequest[] {
  const ember = LIBRARIES.find((library) => library.name === 'ember-simple-auth');
  if (!ember || !importsModule(context, ember.modules ?? [])) return [];
  const isGrant = (node: Node | null | undefined) => {
    const variable = node?.type === 'Identifier' ? context.bindings.variableOf(node) : undefined;
    const imported = variable ? importOf(variable) : null;
    return !!imported && (ember.modules ?? []).includes(imported.module);
  };
  const found: Node[] = context.nodes.classes.filter((one) => isGrant(one.superClass));
  for (const call of context.calls) {
    const callee = unwrap(call.callee);
    if (callee.type === 'MemberExpression' && propertyName(callee) === 'extend' && isGrant(callee.object))
      found.push(call);
  }
  return found.map((node) => {
    const request = requestFrom(context, node, node, {
      client: ember.name,
      kind: 'sdk',
      sink: 'strong',
      payloads: [],
      url: '',
      grantless: false,
      reads: [],
      basic: null,
      wire: null,
      grants: ['password'],
      credentials: [],
    });
    return {
      ...request,
      credentials: [{ kind: 'person' as const }],
      reuse: { kind: 'sdk' as const, store: 'session', span: request.span },
    };
  });
}
