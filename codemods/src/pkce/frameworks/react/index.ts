/** React without a server of its own: oidc-client-ts below, react-oidc-context for components. */
import { ts } from 'ts-morph';
import { walk } from '../../../source/nodes.js';
import type { Framework } from '../../framework.js';
import { browserScaffold } from '../browser/browser-scaffold.js';
import type { Sources } from '../browser/sources.js';
import { startAfterSignIn, type Start } from '../browser/start.js';

export const react: Framework = {
  name: 'react',
  side: 'browser',
  detect({ manifest }) {
    // A native application has no address that a browser could be sent back to.
    if (!manifest.dependencies.has('react-dom') || manifest.dependencies.has('next')) return null;
    return `${manifest.file} depends on react-dom`;
  },
  scaffold(context) {
    const jsx = `${context.application.language}x`;
    return browserScaffold(context, {
      templates: {
        [`AuthProvider.${jsx}`]: 'react/AuthProvider.tsx',
        [`RequireAuth.${jsx}`]: 'react/RequireAuth.tsx',
      },
      packages: [{ name: 'react-oidc-context', range: '^3.3.0' }],
      redirectPath: '/callback',
      entry: renderOf,
      start: (entry, names, moduleFor) =>
        startAfterSignIn(entry, moduleFor('oidc'), names, {
          root: entry.root,
          module: moduleFor('AuthProvider'),
          component: 'AuthProvider',
        }),
      steps: [
        'Pages that need a person: put `<RequireAuth>` of `auth/RequireAuth` around them where the application has no check of its own.',
        'The server of the files must answer `/callback` with the page of the application, as it does for every other address of it.',
      ],
    });
  },
};

/** `createRoot(…).render(<App />)`, `root.render(<App />)`, `ReactDOM.render(<App />, element)` at the top of a module. */
function renderOf(sources: Sources): (Start & { root: ts.Node }) | undefined {
  for (const parsed of sources.matching(/\.render\(/)) {
    if (!/\bcreateRoot\b|\bReactDOM\b|react-dom/.test(parsed.text)) continue;
    for (const statement of parsed.tree.statements) {
      if (!ts.isExpressionStatement(statement)) continue;
      const root = rendered(statement.expression);
      if (root) return { parsed, statements: [statement], root };
    }
  }
  return undefined;
}

function rendered(expression: ts.Expression): ts.Node | undefined {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression))
    return undefined;
  if (expression.expression.name.text !== 'render') return undefined;
  let root: ts.Node | undefined;
  for (const argument of expression.arguments.slice(0, 1))
    walk(argument, (node) => {
      if (!root && (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)))
        root = node;
      return !root;
    });
  return root;
}
