/** Vue 3 without a server of its own: oidc-client-ts, a composable, and a guard where vue-router is there. */
import { ts } from 'ts-morph';
import type { Framework } from '../../framework.js';
import { browserScaffold } from '../browser/browser-scaffold.js';
import type { Sources } from '../browser/sources.js';
import { startAfterSignIn, type Start } from '../browser/start.js';

export const vue: Framework = {
  name: 'vue',
  side: 'browser',
  detect({ manifest }) {
    if (!manifest.dependencies.has('vue') || manifest.dependencies.has('nuxt')) return null;
    return `${manifest.file} depends on vue`;
  },
  scaffold(context) {
    const { language, manifest } = context.application;
    const hasRouter = manifest.dependencies.has('vue-router');
    return browserScaffold(context, {
      templates: {
        [`useAuth.${language}`]: 'vue/useAuth.ts',
        ...(hasRouter ? { [`guard.${language}`]: 'vue/guard.ts' } : {}),
      },
      packages: [],
      redirectPath: '/callback',
      entry: mountOf,
      start: (entry, names, moduleFor) => startAfterSignIn(entry, moduleFor('oidc'), names),
      steps: [
        hasRouter
          ? 'Routes that need a person: add `beforeEnter: requireAuth` of `auth/guard` where the application has no guard of its own.'
          : 'Components that show whether a person is signed in: use `useAuth()` of `auth/useAuth`.',
        'The server of the files must answer `/callback` with the page of the application, as it does for every other address of it.',
      ],
    });
  },
};

/** `createApp(App).use(router).mount('#app')`, or `app.use(…)` down to `app.mount('#app')`: a router starts when it is used. */
function mountOf(sources: Sources): Start | undefined {
  for (const parsed of sources.matching(/\.mount\(/)) {
    if (!/\bcreateApp\b/.test(parsed.text)) continue;
    const statements = [...parsed.tree.statements];
    const last = statements.findIndex(
      (statement) => ts.isExpressionStatement(statement) && calls(statement, 'mount'),
    );
    if (last < 0) continue;
    let first = last;
    while (first > 0 && ts.isExpressionStatement(statements[first - 1]!)) first -= 1;
    return { parsed, statements: statements.slice(first, last + 1) };
  }
  return undefined;
}

function calls(statement: ts.ExpressionStatement, member: string): boolean {
  const { expression } = statement;
  return (
    ts.isCallExpression(expression) &&
    ts.isPropertyAccessExpression(expression.expression) &&
    expression.expression.name.text === member
  );
}
