/** oidc-client-ts (and react-oidc-context): the redirect of the same UserManager, which sends PKCE by itself. */
import { memberCall } from './call-parts.js';
import { configurations, withMembers, withoutMember, type Configuration } from './configuration.js';
import type { RewireSdk, SdkContext } from './sdk-rewire.js';
import { CALLERS, signInStatement } from './sign-in-statement.js';

const CALLBACK = /\b(signinRedirectCallback|signinCallback|processSigninResponse|AuthProvider)\b/;

export const oidcClientTs: RewireSdk = (context, site) => {
  const { parsed } = context;
  const found = memberCall(context, site);
  if (!found || found.name.text !== 'signinResourceOwnerCredentials') return 'shape-not-modelled';
  const statement = signInStatement(parsed, found.call);
  if (!statement) return 'sign-in-result-used';
  const settings = configurations(
    context,
    /oidc-client|oidc-context|UserManager/,
    ({ byName }) => byName.has('authority') && byName.has('client_id'),
  );
  // Two managers: which of them signs in is not read here.
  if (settings.length !== 1) return 'sdk-configuration-not-found';
  const [configuration] = settings as [Configuration];
  if (!configuration.members.byName.has('redirect_uri')) return 'sdk-configuration-not-found';
  const edits = [
    { start: found.name.getStart(), end: found.call.end, text: 'signinRedirect()' },
    ...statement.chain,
    ...statement.behind.map((span) => ({ ...span, text: '' })),
  ];
  const ofConfiguration = [
    // A browser keeps no secret, and the code flow of a public client needs none.
    ...withoutMember(configuration, 'client_secret'),
    ...(configuration.members.byName.has('response_type')
      ? withMembers(configuration, { response_type: "'code'" })
      : []),
  ];
  return {
    edits,
    around: ofConfiguration,
    kept: [],
    client: { clientType: 'public', redirectUris: ['https://app.example.com/callback'] },
    imports: [],
    note: 'The person is sent to the provider; the manager sends state, nonce and PKCE by itself.',
    steps: stepsOf(context, found.receiver.getText(), statement.targets),
  };
};

function stepsOf({ project, parsed }: SdkContext, manager: string, targets: readonly string[]): string[] {
  const takesAnswer = project.files.some((file) => {
    const text = project.read(file);
    return typeof text === 'string' && CALLBACK.test(text);
  });
  return [
    ...(takesAnswer
      ? []
      : [
          `On the page of \`redirect_uri\`, before anything else runs: \`await ${manager}.signinRedirectCallback()\`, then \`history.replaceState({}, '', location.pathname)\`, so that the code does not stay in the address.`,
        ]),
    CALLERS,
    ...targets.map(
      (target) => `After the answer was taken, go on to ${target}, as ${parsed.file} did after the password.`,
    ),
    'Give the manager `userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() })`, so that no token lies in the browser’s storage (RFC 10017 section 8).',
    'Remove the fields for the user name and the password, and the messages about a wrong password.',
  ];
}
