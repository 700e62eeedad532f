/** angular-oauth2-oidc: `initCodeFlow` with the configuration that it needs. */
import { ts } from 'ts-morph';
import type { Edit } from '../../plan.js';
import type { ParsedFile } from '../../source/parsed-file.js';
import { memberName, spanOf, walk } from '../../source/nodes.js';
import { quoted, styleOf } from '../../source/style.js';
import { memberCall } from './call-parts.js';
import { configurations, withMembers, withoutMember, type Configuration } from './configuration.js';
import { filesWith } from './files-with.js';
import type { RewireSdk, SdkContext } from './sdk-rewire.js';
import { CALLERS, signInStatement } from './sign-in-statement.js';

const CALL = /^fetchTokenUsingPasswordFlow(AndLoadUserProfile)?$/;
const TAKES_ANSWER =
  /^(tryLogin|tryLoginCodeFlow|loadDiscoveryDocumentAndTryLogin|loadDiscoveryDocumentAndLogin)$/;

export const angularOauth2Oidc: RewireSdk = (context, site) => {
  const { parsed } = context;
  const found = memberCall(context, site);
  if (!found || !CALL.test(found.name.text)) return 'shape-not-modelled';
  const statement = signInStatement(parsed, found.call);
  if (!statement) return 'sign-in-result-used';
  const settings = configurations(
    context,
    /angular-oauth2-oidc/,
    ({ byName }, object) =>
      byName.has('clientId') && (byName.has('issuer') || byName.has('loginUrl')) && isAuthConfig(object),
  );
  if (settings.length !== 1) return 'sdk-configuration-not-found';
  const [configuration] = settings as [Configuration];
  const start = takesAnswer(context);
  if (start === 'unknown') return 'sdk-configuration-not-found';
  return {
    edits: [
      // `await` and handlers go: the library's `initCodeFlow` gives nothing to wait for.
      { start: statement.expression.getStart(), end: found.receiver.getStart(), text: '' },
      { start: found.receiver.end, end: statement.expression.end, text: '.initCodeFlow()' },
      ...statement.behind.map((span) => ({ ...span, text: '' })),
    ],
    around: [...configured(configuration), ...start],
    kept: [],
    client: { clientType: 'public', redirectUris: ['https://app.example.com'] },
    imports: [],
    note: 'The person is sent to the provider; the library sends state, nonce and PKCE by itself.',
    steps: [
      CALLERS,
      ...statement.targets.map(
        (target) =>
          `After \`tryLogin\` has taken the answer, go on to ${target}, as ${parsed.file} did after the password.`,
      ),
      ...(statement.handlesFailure
        ? [
            `${parsed.file}: what was shown after a wrong password is gone; subscribe to \`events\` of the service (\`code_error\`, \`token_error\`) for what can still fail.`,
          ]
        : []),
      'Remove the fields for the user name and the password from the template.',
    ],
  };
};

/** The type says it, or `configure(…)` and the module take it. */
function isAuthConfig(object: ts.ObjectLiteralExpression): boolean {
  const { parent } = object;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent))
    return (
      parent.type?.getText() === 'AuthConfig' ||
      (!parent.type && /auth|oauth|oidc/i.test(parent.name.getText()))
    );
  if (ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent))
    return parent.type.getText() === 'AuthConfig';
  return ts.isCallExpression(parent) && memberName(parent.expression) === 'configure';
}

function configured(configuration: Configuration): Edit[] {
  const { parsed, members } = configuration;
  const style = styleOf(parsed);
  const scope = members.byName.get('scope');
  const value =
    scope && ts.isPropertyAssignment(scope) && ts.isStringLiteralLike(scope.initializer)
      ? scope.initializer.text
      : null;
  return [
    ...withMembers(configuration, {
      responseType: quoted('code', style),
      ...(members.byName.has('redirectUri') ? {} : { redirectUri: 'window.location.origin' }),
      ...(value !== null && !/\bopenid\b/.test(value)
        ? { scope: quoted(`openid ${value}`.trim(), style) }
        : {}),
    }),
    // A secret that everybody can read is none; `oidc: false` was for the password flow.
    ...withoutMember(configuration, 'dummyClientSecret'),
    ...withoutMember(configuration, 'oidc'),
  ];
}

/** Where the application takes the answer at its start; a line behind `configure(…)` where it does not yet. */
function takesAnswer(context: SdkContext): Edit[] | 'unknown' {
  const found: { parsed: ParsedFile; call: ts.CallExpression }[] = [];
  let isThere = false;
  for (const parsed of filesWith(context, /OAuthService/))
    walk(parsed.tree, (node) => {
      if (!ts.isCallExpression(node)) return;
      const name = memberName(node.expression) ?? '';
      if (TAKES_ANSWER.test(name)) isThere = true;
      if (name === 'configure' || name === 'loadDiscoveryDocument') found.push({ parsed, call: node });
    });
  if (isThere) return [];
  const discovery = found.filter(({ call }) => memberName(call.expression) === 'loadDiscoveryDocument');
  if (discovery.length === 1) return renamed(discovery[0]!);
  const configure = found.filter(({ call }) => memberName(call.expression) === 'configure');
  if (discovery.length > 0 || configure.length !== 1) return 'unknown';
  return behind(configure[0]!);
}

interface Found {
  parsed: ParsedFile;
  call: ts.CallExpression;
}

/** The longer call also loads the document; its result says something else, so that nobody may read it. */
function renamed({ parsed, call }: Found): Edit[] | 'unknown' {
  const awaited = ts.isAwaitExpression(call.parent) ? call.parent : call;
  if (!ts.isExpressionStatement(awaited.parent)) return 'unknown';
  const { name } = call.expression as ts.PropertyAccessExpression;
  return [{ file: parsed.file, ...spanOf(name), text: 'loadDiscoveryDocumentAndTryLogin' }];
}

function behind({ parsed, call }: Found): Edit[] | 'unknown' {
  if (!ts.isExpressionStatement(call.parent)) return 'unknown';
  const style = styleOf(parsed);
  const { expression } = call.expression as ts.PropertyAccessExpression;
  const lineStart = parsed.text.lastIndexOf('\n', call.parent.getStart()) + 1;
  const indentation = parsed.text.slice(lineStart, call.parent.getStart());
  return [
    {
      file: parsed.file,
      start: call.parent.end,
      end: call.parent.end,
      text: `${style.eol}${indentation}void ${expression.getText()}.loadDiscoveryDocumentAndTryLogin()${style.semicolon}`,
    },
  ];
}
