/** The one route that asks the strategy: it leads to the sign-in, and two routes beside it begin and end that. */
import { ts } from 'ts-morph';
import type { Edit } from '../../../plan.js';
import { memberName, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { symbolOf } from '../../../source/scope.js';
import { indentationAt, quoted, styleOf } from '../../../source/style.js';
import { filesWith } from '../files-with.js';
import type { SdkContext } from '../sdk-rewire.js';

interface Use {
  parsed: ParsedFile;
  call: ts.CallExpression;
}

export interface Routes {
  edits: Edit[];
  /** `POST /login` in server.js. */
  route: string;
}

/** @param signOutIn the name of the handler that signs out, in the file of the routes
 * @returns null when there are several, or when the route is not one of the application itself. */
export function rewriteRoutes(
  context: SdkContext,
  strategy: string,
  signOutIn: (parsed: ParsedFile) => string,
): Routes | null {
  const uses = usesOf(context, strategy);
  const [use, ...others] = uses;
  if (!use || others.length > 0) return null;
  const { parsed, call } = use;
  const route = call.parent;
  if (!ts.isCallExpression(route) || !ts.isExpressionStatement(route.parent)) return null;
  const access = route.expression;
  if (
    !ts.isPropertyAccessExpression(access) ||
    access.name.text !== 'post' ||
    !isApplication(parsed, access.expression)
  )
    return null;
  const [path, first, ...handlers] = route.arguments;
  if (!path || first !== call || !ts.isStringLiteralLike(path)) return null;

  const style = styleOf(parsed);
  const app = access.expression.getText();
  const passport = (call.expression as ts.PropertyAccessExpression).expression.getText();
  const oidc = quoted('oidc', style);
  const options = call.arguments[1] ? `, ${call.arguments[1].getText()}` : '';
  const rest = handlers.map((handler) => `, ${handler.getText()}`).join('');
  const { semicolon, eol } = style;
  const added = [
    `${app}.get(${quoted('/auth/login', style)}, ${passport}.authenticate(${oidc}))${semicolon}`,
    `${app}.get(${quoted('/auth/callback', style)}, ${passport}.authenticate(${oidc}${options})${rest})${semicolon}`,
    `${app}.post(${quoted('/auth/logout', style)}, ${signOutIn(parsed)})${semicolon}`,
  ];
  const indent = indentationAt(parsed.text, route.parent.getStart());
  const redirect = `(req, res) => res.redirect(303, ${quoted('/auth/login', style)})`;
  return {
    edits: [
      { file: parsed.file, start: call.getStart(), end: route.arguments.end, text: redirect },
      {
        file: parsed.file,
        start: route.parent.end,
        end: route.parent.end,
        text: added.map((line) => eol + indent + line).join(''),
      },
    ],
    route: `POST ${path.text} in ${parsed.file}`,
  };
}

function usesOf(context: SdkContext, strategy: string): Use[] {
  const found: Use[] = [];
  for (const parsed of filesWith(context, /\bauthenticate\s*\(/))
    walk(parsed.tree, (node) => {
      if (!ts.isCallExpression(node) || memberName(node.expression) !== 'authenticate') return;
      const [name] = node.arguments;
      // A list of strategies, or a name that is worked out: which of them is meant is not known.
      if (name && ts.isStringLiteralLike(name) && name.text === strategy) found.push({ parsed, call: node });
    });
  return found;
}

/** `const app = express()`: its paths are the paths of the addresses. */
function isApplication(parsed: ParsedFile, receiver: ts.Expression): boolean {
  if (!ts.isIdentifier(receiver)) return false;
  const [declaration] = symbolOf(parsed, receiver)?.declarations ?? [];
  if (!declaration || !ts.isVariableDeclaration(declaration)) return false;
  return declaration.initializer?.getText() === 'express()';
}
