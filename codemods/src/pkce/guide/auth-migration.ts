/**
 * AUTH-MIGRATION.md: what was done, and what a person does next, in the order of the work. It is written into the application
 * and read by people who do not know this tool.
 */
import type { RequestSite } from '@grant-migrate/analysis';
import { isReasonCode, reasons } from '../../reasons.js';
import type { Edit } from '../../plan.js';
import type { Framework, Rewire, Scaffold } from '../framework.js';
import { clientKind } from './client.js';
import { changesOf, purposeOf } from './changes.js';
import { guideFor } from './index.js';
import { code, fenced, list, paragraphs } from './markdown.js';
import type { GuideContext, ProviderGuide } from './provider-guide.js';

export interface SignInMigration {
  /** The application's folder, posix, '' for the project's root. */
  root: string;
  framework: Pick<Framework, 'name' | 'side'>;
  scaffold: Omit<Scaffold, 'wiring' | 'client'>;
  /** Everything that changes in files that are there already, the manifest left out. */
  edits: readonly Edit[];
  /** A file as it was; null where it cannot be read. */
  textOf(file: string): string | null;
  /** As the provider must know it. */
  client: Omit<GuideContext, 'tokenEndpoint'>;
  /** The token endpoint of a site, where the source names it; see `token-endpoint.ts`. */
  tokenEndpoint(site: RequestSite): string | null;
}

const AUTH_MIGRATION = 'AUTH-MIGRATION.md';

export function authMigration(migration: SignInMigration): { file: string; text: string } {
  const parts = [
    '# Sign-in: from the password to Authorization Code with PKCE',
    'People typed their password into this application, and it sent it on (OAuth 2.0 password grant). That must not be done any more (RFC 9700 section 2.4): it knows no second factor, and every part that the password passes can lose it. Now people sign in on the provider’s own page, and the application gets a code that it alone can turn into tokens (RFC 7636).',
    'Do the parts in this order. Nothing of it needs a secret in a file that is committed.',
    whatWasDone(migration),
    inTheApplication(migration),
    ...atTheProviders(migration),
    howToCheck(migration),
    wayBack(migration),
  ];
  const folder = migration.root === '' ? '' : `${migration.root}/`;
  return { file: `${folder}${AUTH_MIGRATION}`, text: `${paragraphs(...parts)}\n` };
}

function whatWasDone(migration: SignInMigration): string {
  const { framework, scaffold } = migration;
  const done = scaffold.rewires.filter(({ outcome }) => 'edits' in outcome);
  const left = scaffold.rewires.filter(({ outcome }) => !('edits' in outcome));
  const isServer = framework.side === 'server';
  return paragraphs(
    `## 1. What was done (${framework.name})`,
    list(done.map((rewire) => `Migrated: ${placeOf(rewire)}: ${rewire.outcome.note}`)),
    list(scaffold.files.map(newFile)),
    changedFiles(migration),
    left.length > 0
      ? `${done.length > 0 ? 'Left to you' : 'The flow is there, and the sign-in is left to you'}, for it could not be proven that a change keeps the meaning:`
      : '',
    list(left.map((rewire) => `${placeOf(rewire)}: ${rewire.outcome.note}${whatToDo(rewire)}`)),
    left.length > 0 && isServer
      ? 'Until then the old sign-in works as before, and the new one is beside it at `/auth/login`.'
      : '',
    scaffold.packages.length > 0
      ? `Added to ${code('package.json')}: ${scaffold.packages.map(({ name, range }) => code(`${name}@${range}`)).join(', ')}. Install them.`
      : '',
    `All of it is one migration: ${code('grant-migrate undo')} takes it back.`,
  );
}

function newFile({ file, text }: { file: string; text: string }): string {
  const purpose = file.endsWith('.env.example')
    ? 'The settings of part 2, without their values.'
    : purposeOf(text);
  return `New: ${code(file)}${purpose && `: ${purpose}`}`;
}

function changedFiles({ edits, textOf }: SignInMigration): string {
  const files = [...new Set(edits.map(({ file }) => file))].sort();
  if (files.length === 0) return '';
  const items = files.map((file) => {
    const changes = changesOf(
      textOf(file) ?? '',
      edits.filter((edit) => edit.file === file),
    );
    return `Changed: ${code(file)}\n${changes.map((change) => `  - ${change}`).join('\n')}`;
  });
  return paragraphs('Line numbers are those of the files before.', list(items));
}

function placeOf({ site }: Rewire): string {
  return code(`${site.file}:${site.start.line}`);
}

function whatToDo({ outcome }: Rewire): string {
  return 'reason' in outcome && isReasonCode(outcome.reason) ? ` ${reasons[outcome.reason].whatToDo}` : '';
}

function inTheApplication({ scaffold }: SignInMigration): string {
  return paragraphs(
    '## 2. In the application',
    scaffold.settings.length > 0 ? 'Settings that the new files read from the environment:' : '',
    settingsTable(scaffold),
    scaffold.steps.map((step) => `- [ ] ${step}`).join('\n'),
  );
}

function settingsTable({ settings }: Pick<Scaffold, 'settings'>): string {
  if (settings.length === 0) return '';
  const rows = settings.map(
    ({ name, value, purpose }) => `| ${code(name)} | ${value && code(value)} | ${purpose} |`,
  );
  return ['| name | for development | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}

/** One section a provider, though two sites of one provider may name different token endpoints. */
function providersOf(migration: SignInMigration): { guide: ProviderGuide; context: GuideContext }[] {
  const { scaffold, client } = migration;
  const found = new Map<ProviderGuide, GuideContext>();
  for (const { site } of scaffold.rewires) {
    const tokenEndpoint = migration.tokenEndpoint(site);
    const guide = guideFor(site.provider, tokenEndpoint);
    const known = found.get(guide);
    if (!known?.tokenEndpoint) found.set(guide, { ...client, tokenEndpoint });
  }
  if (found.size === 0) found.set(guideFor(null, null), { ...client, tokenEndpoint: null });
  return [...found].map(([guide, context]) => ({ guide, context }));
}

function atTheProviders(migration: SignInMigration): string[] {
  return providersOf(migration).map(({ guide, context }) => {
    const issuer = guide.issuer(context.tokenEndpoint);
    return paragraphs(
      `## 3. At ${guide.title}`,
      issuer ? `The issuer is ${code(issuer)}.` : '',
      `The application takes the answer at ${context.redirectUris.map(code).join(', ')}. ${whereItRuns(context)}`,
      guide.atTheProvider(context),
    );
  });
}

function whereItRuns(context: GuideContext): string {
  return clientKind(context) === 'native'
    ? 'It listens there itself, on this machine alone.'
    : 'Give the address of each place where it runs, exactly.';
}

function howToCheck({ client }: SignInMigration): string {
  const authentication =
    client.clientType === 'confidential'
      ? '-u "$OIDC_CLIENT_ID:$OIDC_CLIENT_SECRET"'
      : '-d client_id="$OIDC_CLIENT_ID"';
  return paragraphs(
    '## 4. How to check that it works',
    'The server knows the code flow and S256:',
    fenced(
      'sh',
      'curl -sSf "$OIDC_ISSUER/.well-known/openid-configuration" | jq \'{issuer, token_endpoint, code_challenge_methods_supported, grant_types_supported}\'',
    ),
    list([
      '`issuer` must be `$OIDC_ISSUER`, character by character, and `S256` among the methods (Entra and some others do not list them, though they know it).',
      'Sign in with a private window; wait until the access token has expired and use the application again; sign out, press Back: nothing of the person may be seen.',
      'Run the tests that came with the new files.',
    ]),
    'After the password grant is switched off, it must be refused with `unauthorized_client` or `unsupported_grant_type`, whoever asks (these are no one’s credentials; `invalid_grant` means that it is still on):',
    fenced(
      'sh',
      `curl -sS "$TOKEN_ENDPOINT" ${authentication} -d grant_type=password -d username=nobody -d password=nothing | jq .error`,
    ),
    `${code('grant-migrate check')} must no longer report the places above.`,
  );
}

function wayBack(migration: SignInMigration): string {
  return paragraphs(
    '## 5. The way back',
    `In this order: at the provider first, then the release. ${code('grant-migrate undo')} takes the files back as long as they are unchanged; afterwards, revert the commit. The old release works as soon as the provider takes the password grant again; people sign in anew.`,
    ...providersOf(migration).map(({ guide, context }) =>
      paragraphs(`### At ${guide.title}`, guide.wayBack(context).replace(/^### /gm, '#### ')),
    ),
  );
}
