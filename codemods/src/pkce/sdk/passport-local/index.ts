/**
 * passport-local around the grant, on Express: a strategy of the same passport that begins and ends the flow. passport keeps
 * the session as before.
 */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { Edit } from '../../../plan.js';
import { importedNames } from '../../../source/import-names.js';
import { nodeAt } from '../../../source/nodes.js';
import { indentationAt, quoted, styleOf } from '../../../source/style.js';
import { fileOf, ownFolder } from '../../own-folder.js';
import { SERVER_MARK, serverClient, serverCore, serverPackages, serverSettings } from '../../server/core.js';
import { emit } from '../../text/emit.js';
import type { RewireSdk, SdkContext } from '../sdk-rewire.js';
import { FlowImports } from './flow-imports.js';
import { rewriteRoutes } from './routes.js';
import { passportSession } from './session.js';
import { userOf } from './verify.js';

const MODULE = 'passport-local';

export const passportLocal: RewireSdk = (context, site) => {
  const made = strategyAround(context, site);
  if (!made) return null;
  const { parsed, project, application } = context;
  const use = made.parent;
  const verify = made.arguments?.at(-1);
  if (!ts.isCallExpression(use) || !/\.use$/.test(use.expression.getText())) return 'shape-not-modelled';
  if (!verify || (!ts.isArrowFunction(verify) && !ts.isFunctionExpression(verify)))
    return 'shape-not-modelled';
  const [name] = use.arguments;
  const strategy = name && ts.isStringLiteralLike(name) ? name.text : 'local';
  const user = userOf(parsed, site, verify);
  if (user === null) return 'sign-in-result-used';
  const folder = ownFolder(project, application, SERVER_MARK);
  const imports = new FlowImports(context, folder);
  const local = imports.local(parsed, 'strategy', 'oidcStrategy');
  const routes = rewriteRoutes(context, strategy, (file) => imports.local(file, 'tokens', 'signOut'));
  if (!routes) return 'route-not-understood';
  const renewal = renewalOf(context, user.tokenMembers, imports);

  return {
    edits: [
      {
        start: use.arguments[0]!.getStart(),
        end: use.arguments.end,
        text: `${local}(({ person, tokens }) => (${user.text}))`,
      },
    ],
    around: [...routes.edits, ...renewal.edits, ...imports.elsewhere()],
    kept: [],
    imports: imports.own,
    client: serverClient([site]),
    adds: {
      files: [
        ...serverCore(application, folder, [site]),
        ...['strategy', 'tokens'].map((file) => ({
          file: fileOf(application, folder, file),
          text: emit(`passport/${file}.ts`, application),
        })),
      ],
      packages: serverPackages,
      settings: serverSettings([site]),
    },
    note: `${routes.route} leads to the sign-in at the authorization server; passport takes the answer and keeps the session.`,
    steps: [
      'passport must be 0.6 or newer: it gives a new session at the sign-in (session fixation).',
      'The session’s cookie must not be `SameSite=Strict`: the answer comes from the provider’s site.',
      ...renewal.steps,
      `Put a link to /auth/login in the place of the form that posts to ${routes.route.split(' ')[1]}.`,
      'Let people sign out by a form that posts to `/auth/logout`: it revokes the tokens and ends the session at the provider, too.',
    ],
  };
};

/** The middleware that renews the token of the user; or what to do where it has no place. */
function renewalOf(
  context: SdkContext,
  [member, ...others]: readonly string[],
  imports: FlowImports,
): { edits: Edit[]; steps: string[] } {
  if (member === undefined) return { edits: [], steps: [] };
  const session = others.length === 0 ? passportSession(context) : null;
  if (!session)
    return {
      edits: [],
      steps: [
        `The access token in \`user.${member}\` is not renewed, because the user could not be followed through passport’s session: use \`renewToken('${member}')\` of \`auth/tokens\` behind \`passport.session()\`, and keep \`signInId\` with the user.`,
      ],
    };
  const { parsed, statement, app } = session;
  const style = styleOf(parsed);
  const renewToken = imports.local(parsed, 'tokens', 'renewToken');
  const indent = indentationAt(parsed.text, statement.getStart());
  const text = `${style.eol}${indent}${app}.use(${renewToken}(${quoted(member, style)}))${style.semicolon}`;
  return { edits: [{ file: parsed.file, start: statement.end, end: statement.end, text }], steps: [] };
}

/** The `new LocalStrategy(…)` that the request stands in. */
function strategyAround({ parsed }: SdkContext, site: RequestSite): ts.NewExpression | null {
  const names = importedNames(parsed).filter(({ module }) => module === MODULE);
  if (names.length === 0) return null;
  let node: ts.Node | undefined = nodeAt(parsed, { start: site.start.offset, end: site.end.offset });
  for (; node && !ts.isSourceFile(node); node = node.parent)
    if (
      ts.isNewExpression(node) &&
      names.some(({ local }) => rootOf(node as ts.NewExpression) === local.text)
    )
      return node;
  return null;
}

function rootOf(made: ts.NewExpression): string {
  return made.expression.getText().split('.')[0]!;
}
