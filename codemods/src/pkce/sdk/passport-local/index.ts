/**
 * passport-local around the grant, on Express: a strategy of the same passport that begins and ends the flow. passport keeps
 * the session as before.
 */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { importedNames } from '../../../source/import-names.js';
import { nodeAt } from '../../../source/nodes.js';
import { fileOf, importOf, ownFolder } from '../../own-folder.js';
import { SERVER_MARK, serverClient, serverCore, serverPackages, serverSettings } from '../../server/core.js';
import { emit } from '../../text/emit.js';
import type { RewireSdk, SdkContext } from '../sdk-rewire.js';
import { rewriteRoutes } from './routes.js';
import { userOf } from './verify.js';

const MODULE = 'passport-local';

export const passportLocal: RewireSdk = (context, site) => {
  const made = strategyAround(context, site);
  if (!made) return null;
  const { parsed, project, application, names } = context;
  const use = made.parent;
  const verify = made.arguments?.at(-1);
  if (!ts.isCallExpression(use) || !/\.use$/.test(use.expression.getText())) return 'shape-not-modelled';
  if (!verify || (!ts.isArrowFunction(verify) && !ts.isFunctionExpression(verify)))
    return 'shape-not-modelled';
  const [name] = use.arguments;
  const strategy = name && ts.isStringLiteralLike(name) ? name.text : 'local';
  const user = userOf(parsed, site, verify);
  if (user === null) return 'sign-in-result-used';
  const routes = rewriteRoutes(context, strategy);
  if (!routes) return 'route-not-understood';

  const folder = ownFolder(project, application, SERVER_MARK);
  const module = importOf(application, parsed.file, fileOf(application, folder, 'strategy'));
  const local = names.localFor(module, 'oidcStrategy');
  return {
    edits: [
      {
        start: use.arguments[0]!.getStart(),
        end: use.arguments.end,
        text: `${local}(({ person, tokens }) => (${user}))`,
      },
    ],
    around: routes.edits,
    kept: [],
    imports: [{ module, name: 'oidcStrategy' }],
    client: serverClient([site]),
    adds: {
      files: [
        ...serverCore(application, folder, [site]),
        { file: fileOf(application, folder, 'strategy'), text: emit('passport/strategy.ts', application) },
      ],
      packages: serverPackages,
      settings: serverSettings([site]),
    },
    note: `${routes.route} leads to the sign-in at the authorization server; passport takes the answer and keeps the session.`,
    steps: [
      'passport must be 0.6 or newer: it gives a new session at the sign-in (session fixation).',
      'The session’s cookie must not be `SameSite=Strict`: the answer comes from the provider’s site.',
      'The access token stays in the session as before and is not renewed; when it has ended, send people to /auth/login.',
      `Put a link to /auth/login in the place of the form that posts to ${routes.route.split(' ')[1]}.`,
    ],
  };
};

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
