/**
 * next-auth: a CredentialsProvider around the grant becomes the provider's own OAuth provider, or one by discovery. What
 * `authorize` had put beside the tokens must come from the ID token then, so that nothing else of it may be read.
 */
import { ts } from 'ts-morph';
import { nodeAt, spanOf } from '../../../source/nodes.js';
import { importedNames } from '../../../source/import-names.js';
import { quoted } from '../../../source/style.js';
import { printObject } from '../call-parts.js';
import type { RewireSdk, SdkContext } from '../sdk-rewire.js';
import { authorizeOf, CREDENTIALS, credentialsAround, doesMore } from './authorize.js';
import { kindsIn, rewriteCallbacks } from './callbacks.js';
import { providerFor } from './provider.js';
import { rewriteSignIns } from './sign-ins.js';

export const nextAuth: RewireSdk = (context, site) => {
  const request = { start: site.start.offset, end: site.end.offset };
  const call = credentialsAround(context.parsed, nodeAt(context.parsed, request));
  if (!call) return null;
  const options = call.arguments[0];
  const authorize = authorizeOf(options);
  if (!authorize || !site.wire) return 'shape-not-modelled';
  if (doesMore(authorize, [request, ...site.wire.builders])) return 'sign-in-result-used';
  const provider = providerFor(context, site);
  const callbacks = rewriteCallbacks(context, kindsIn(authorize));
  if (!callbacks) return 'sign-in-result-used';
  const signIns = rewriteSignIns(context, idOf(options), provider.id);

  const importing =
    provider.module === null ? null : importEdit(context, call.expression, provider.module, provider.name);
  if (provider.module !== null && !importing) return 'shape-not-modelled';
  const lines = provider.members.map(({ name, value }) => `${name}: ${value}`);
  const object = printObject(context, options as ts.ObjectLiteralExpression, lines);
  return {
    edits: [
      { ...spanOf(call), text: provider.module === null ? object : `${provider.name}(${object})` },
      ...(importing ? [importing] : []),
      ...callbacks,
    ],
    around: signIns.edits,
    kept: provider.kept,
    client: {
      clientType: 'confidential',
      redirectUris: [`http://localhost:3000/api/auth/callback/${provider.id}`],
    },
    imports: [],
    note: 'next-auth sends the person to the provider, with PKCE, state and nonce, and takes the answer itself.',
    steps: [
      `At the provider, the redirect URI is \`<NEXTAUTH_URL>/api/auth/callback/${provider.id}\`.`,
      ...provider.steps,
      ...signIns.steps,
      'Remove the page with the fields for the user name and the password, or leave a button that calls `signIn`; a password that was in a variable with NEXT_PUBLIC_ is known to everybody.',
    ],
  };
};

/** What `signIn` calls it by; next-auth's own name where the options say none. */
export function idOf(options: ts.Expression | undefined): string {
  const id =
    options && ts.isObjectLiteralExpression(options)
      ? options.properties.find((one) => one.name?.getText() === 'id')
      : undefined;
  return id && ts.isPropertyAssignment(id) && ts.isStringLiteralLike(id.initializer)
    ? id.initializer.text
    : 'credentials';
}

/** The default import by its new name and module; the old name must stand nowhere else. */
export function importEdit({ parsed, style }: SdkContext, used: ts.Expression, module: string, name: string) {
  const local = importedNames(parsed).find(
    (one) => one.module === CREDENTIALS && one.local.text === used.getText(),
  )!.local;
  const { parent } = local;
  const uses = parsed.text.match(new RegExp(`\\b${local.text}\\b`, 'g')) ?? [];
  if (!ts.isImportClause(parent) || parent.namedBindings || uses.length !== 2) return null;
  return {
    start: local.getStart(),
    end: parent.parent.moduleSpecifier.end,
    text: `${name} from ${quoted(module, style)}`,
  };
}
