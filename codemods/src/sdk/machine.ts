/** A machine's password login by an SDK, to client credentials of the same SDK. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { isSoleAccount } from '../accounts/sole-account.js';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { isTokenClientCall } from '../cached-client/token-client-call.js';
import { machineScope } from '../client-credentials/machine-scope.js';
import { withRegistration } from '../client-credentials/registration.js';
import { identityRead } from '../client-credentials/user-uses.js';
import type { ReasonCode } from '../reasons.js';
import { callAt, memberName, spanOf, walk } from '../source/nodes.js';
import { importedNames } from '../source/import-names.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf, symbolOf } from '../source/scope.js';
import { quoted } from '../source/style.js';
import { argumentObject, valueOf, withoutMembers, type ArgumentObject } from './argument-object.js';
import { cachedSdkCall, isAnswerable, type CallChanges } from './cached-call.js';
import { hoist, madeBy } from './hoist.js';
import { cachedAuth } from './keycloak-admin.js';
import { machineForms, type MachineForm } from './machine-forms.js';

type Edits = SiteRewrite['edits'];

/** Thrown inside, caught at the entry. */
class Refused extends Error {
  constructor(readonly reason: ReasonCode) {
    super(reason);
  }
}

/** SDKs whose password call is that of a client without a secret. */
const WITHOUT_SECRET = new Set(['ms-rest-azure']);
const USER_MEMBERS = ['username', 'password', 'realm', 'totp', 'connection', 'otp', 'device'];
const USERS_TOKENS: readonly [RegExp, ReasonCode][] = [
  [/\bid_?token(_?claims)?\b/i, 'id-token-used'],
  [/\brefresh_?token\b|\.refresh\(|\bacquireTokenSilent\b|\boffline_?token\b/i, 'refresh-token-used'],
  [/\.account\b|\buniqueId\b|\.claims\(/, 'user-identity-used'],
];

export function sdkToClientCredentials(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  try {
    if (site.actor !== 'machine') return 'not-a-machine';
    const rewrite = rewritten(context, site);
    return typeof rewrite === 'string' ? rewrite : withRegistration(rewrite);
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
}

function rewritten(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const { parsed, style } = context;
  const call = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call)) return 'shape-not-modelled';
  const { expression: callee } = call;
  const name = memberName(callee) ?? callee.getText();
  const via = ts.isPropertyAccessExpression(callee) ? memberName(callee.expression) : undefined;
  const form = machineForms[site.client]?.find(
    (candidate) => candidate.from === name && (!candidate.via || candidate.via[0] === via),
  );
  if (!form) return WITHOUT_SECRET.has(site.client) ? 'no-client-secret' : 'shape-not-modelled';
  if (!isAnswerable(call, site.client)) return 'shape-not-modelled';
  if (form.secret && !form.secret.test(parsed.text)) return 'no-client-secret';
  refuseUsersTokens(context, call);

  const imports: SiteRewrite['imports'] = [];
  const object = form.object === undefined ? null : argumentObject(parsed, call.arguments[form.object]);
  if (form.object !== undefined && !object) return 'payload-opaque';
  const users = object
    ? USER_MEMBERS.map((name) => valueOf(object.members.get(name)))
    : (form.dropArguments ?? []).map((index) => call.arguments[index]);
  if (identityRead(context, call, users)) return 'user-identity-used';
  if (!isSoleAccount(context, users)) return 'account-not-single';
  const isMsal = site.client === 'msal-node';
  const edits = [
    ...renamed(context, callee, form, imports),
    ...withoutArguments(call, form),
    ...(object ? objectEdits(context, site, form, object, quoted('client_credentials', style)) : []),
  ];
  const cls = form.classes ? classEdits(context, callee, form.classes, isMsal) : null;
  const all = [...edits, ...(cls?.edits ?? [])];
  const changes = { edits: all, className: cls?.className, via: form.via?.[1] };
  const cached = site.reused || isTokenClientCall(context, call) ? null : keep(context, site, call, changes);
  if (typeof cached === 'string') return cached;
  return cached
    ? { ...cached, imports: [...cached.imports, ...imports] }
    : { edits: all, kept: [], imports, form: 'other' };
}

/** The call for a machine is reused in the way of its SDK. */
function keep(
  context: SiteContext,
  site: RequestSite,
  call: ts.CallExpression,
  changes: CallChanges,
): SiteRewrite | ReasonCode | null {
  if (site.client === 'keycloak-admin') return cachedAuth(context, call, changes, true);
  if (site.client !== 'msal-node') return cachedSdkCall(context, call, changes, site.client);
  // msal-node keeps the tokens of client credentials itself: the object must be built once.
  const made = madeBy(context, (call.expression as ts.PropertyAccessExpression).expression);
  const hoisted = made ? hoist(context, made, changes.className) : null;
  if (!hoisted || hoisted === 'already-reused') return null;
  return typeof hoisted === 'string' ? hoisted : { ...hoisted, edits: [...hoisted.edits, ...changes.edits] };
}

function refuseUsersTokens(context: SiteContext, call: ts.CallExpression): void {
  const { text } = context.parsed;
  const around = text.slice(0, call.getStart()) + text.slice(call.end);
  for (const [words, reason] of USERS_TOKENS) if (words.test(around)) throw new Refused(reason);
}

/** `owner.getToken` to `credentials.getToken`, `genericGrantRequest` to `clientCredentialsGrant`. */
function renamed(
  context: SiteContext,
  callee: ts.Expression,
  { from, to, via }: MachineForm,
  imports: SiteRewrite['imports'],
): Edits {
  const edits: Edits = [];
  if (ts.isPropertyAccessExpression(callee)) {
    if (via && ts.isPropertyAccessExpression(callee.expression))
      edits.push({ ...spanOf(callee.expression.name), text: via[1] });
    if (from !== to) edits.push({ ...spanOf(callee.name), text: to });
  } else if (ts.isIdentifier(callee) && from !== to) {
    const imported = importedNames(context.parsed).find(({ local }) => local.text === callee.text);
    if (!imported) throw new Refused('shape-not-modelled');
    edits.push({ ...spanOf(callee), text: context.names.localFor(imported.module, to) });
    imports.push({ module: imported.module, name: to });
  }
  return edits;
}

function withoutArguments(call: ts.CallExpression, { dropArguments = [] }: MachineForm): Edits {
  if (dropArguments.length === 0) return [];
  const first = call.arguments[dropArguments[0]!];
  const last = call.arguments[dropArguments.at(-1)!];
  if (!first || !last) throw new Refused('shape-not-modelled');
  const next = call.arguments[dropArguments.at(-1)! + 1];
  return [{ start: first.getStart(), end: next ? next.getStart() : last.end, text: '' }];
}

function objectEdits(
  context: SiteContext,
  site: RequestSite,
  form: MachineForm,
  object: ArgumentObject,
  grant: string,
): Edits {
  const { members } = object;
  const edits: Edits = [];
  if (form.needs && !members.has(form.needs.member)) throw new Refused(form.needs.reason);
  if (form.grant) {
    const value = valueOf(members.get(form.grant));
    if (!value || !ts.isStringLiteralLike(value)) throw new Refused('grant-unknown');
    edits.push({ ...spanOf(value), text: grant });
  }
  const gone = USER_MEMBERS.flatMap((name) => members.get(name) ?? []);
  const scope = scopeEdits(context, site, members);
  if (scope === 'drop') gone.push(members.get('scope')!);
  else edits.push(...scope);
  const removals = withoutMembers(context.parsed, gone);
  if (!removals) throw new Refused('shape-not-modelled');
  return [...edits, ...removals];
}

function scopeEdits(
  { parsed, style }: SiteContext,
  site: RequestSite,
  members: ArgumentObject['members'],
): Edits | 'drop' {
  const isMsal = site.client === 'msal-node';
  const given = valueOf(members.get(isMsal ? 'scopes' : 'scope'));
  const value = given && writtenFor(parsed, given);
  const list = value && ts.isArrayLiteralExpression(value) ? value.elements : undefined;
  const texts = (list ?? (value ? [value] : [])).map((one) =>
    ts.isStringLiteralLike(one) ? one.text : null,
  );
  if (isMsal && (!list || texts.length === 0 || texts.includes(null))) throw new Refused('scope-unknown');
  const text = texts.includes(null) ? undefined : texts.join(' ');
  const span = value && spanOf(value);
  const part = value && {
    key: 'scope',
    span: span!,
    value:
      text === undefined
        ? ({ kind: 'expression', span: span! } as const)
        : ({ kind: 'text', text, span: span! } as const),
    conditional: false,
  };
  const scope = machineScope(isMsal ? 'entra' : site.provider, part, new Set(members.keys()));
  if (scope === 'keep') return [];
  if (scope === 'drop') return 'drop';
  if (typeof scope === 'string') throw new Refused(scope);
  return [{ ...span!, text: list ? `[${quoted(scope.text, style)}]` : quoted(scope.text, style) }];
}

/** `const scopes = ['…']` that this request alone reads is changed where it is written. */
function writtenFor(parsed: ParsedFile, given: ts.Expression): ts.Expression {
  if (!ts.isIdentifier(given)) return given;
  const [declaration, ...others] = symbolOf(parsed, given)?.declarations ?? [];
  if (!declaration || others.length > 0 || !ts.isVariableDeclaration(declaration)) return given;
  const { name, initializer } = declaration;
  const isExported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  if (!initializer || !ts.isIdentifier(name) || isExported) return given;
  return referencesOf(parsed, name).length === 1 ? initializer : given;
}

/** The class that the receiver is made by, where another one serves machines; its import follows. */
function classEdits(
  context: SiteContext,
  callee: ts.Expression,
  [from, to]: readonly [string, string],
  needsSecret: boolean,
): { edits: Edits; className: string | undefined } {
  const { parsed } = context;
  const made: ts.NewExpression[] = [];
  walk(parsed.tree, (node) => {
    if (ts.isNewExpression(node) && nameOf(node.expression) === from) made.push(node);
  });
  const own = ts.isPropertyAccessExpression(callee) ? madeBy(context, callee.expression) : null;
  if (own && nameOf(own.expression) === to) return { edits: [], className: undefined };
  // Another file makes it, or several are made here: which one is called cannot be told.
  const [only, ...others] = made;
  if (!only || others.length > 0) throw new Refused('shape-not-modelled');
  if (needsSecret && !/clientSecret|clientCertificate|clientAssertion/.test(configOf(context, only)))
    throw new Refused('no-client-secret');
  const edits: Edits = [];
  walk(parsed.tree, (node) => {
    if (ts.isIdentifier(node) && node.text === from) edits.push({ ...spanOf(node), text: to });
  });
  if (parsed.text.includes(to)) throw new Refused('shape-not-modelled');
  return { edits, className: only.expression.getText().replace(from, to) };
}

function nameOf(expression: ts.Expression): string {
  return memberName(expression) ?? expression.getText();
}

/** The configuration as it is written, behind one name. */
function configOf({ parsed }: SiteContext, made: ts.NewExpression): string {
  const [config] = made.arguments ?? [];
  if (!config) return '';
  if (!ts.isIdentifier(config)) return config.getText();
  const [declaration] = parsed.checker.getSymbolAtLocation(config)?.declarations ?? [];
  return declaration && ts.isVariableDeclaration(declaration)
    ? (declaration.initializer?.getText() ?? '')
    : '';
}
