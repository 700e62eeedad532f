/** The one route that the strategy guards: it leads to the sign-in, and the guard goes. */
import { ts } from 'ts-morph';
import type { Edit } from '../../../plan.js';
import type { ReasonCode } from '../../../reasons.js';
import { wholeLines } from '../../../source/lines.js';
import { spanOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { quoted, styleOf } from '../../../source/style.js';
import { nestDialect } from '../../frameworks/nest/dialect.js';
import type { Files } from '../../files.js';
import { effectsOf } from '../../server/rewire/effects.js';
import { redirectHandler } from '../../server/rewire/redirect-handler.js';

export interface GuardedRoute {
  edits: Edit[];
  /** `POST /login` in src/auth/login.controller.ts. */
  route: string;
  /** The guard's own class and where it stands; it guards nothing any more. */
  guard: string | null;
}

/** Nothing is known where the strategy guards several routes, or none. */
export function guardedRoute(
  strategy: string,
  files: Files,
  sources: readonly string[],
): GuardedRoute | ReasonCode {
  const guards = guardsOf(strategy, files, sources);
  const uses = sources.flatMap((file) => {
    const parsed = files(file);
    return parsed?.text.includes('UseGuards') ? usesIn(parsed, strategy, guards) : [];
  });
  const [use, ...others] = uses;
  if (!use || others.length > 0) return 'route-not-understood';
  const { parsed, decorator } = use;
  const handler = decorator.parent;
  if (!ts.isMethodDeclaration(handler)) return 'route-not-understood';
  const route = nestDialect.routeOf(parsed, handler);
  const names = nestDialect.names(handler);
  if (route?.method !== 'post' || !names) return 'route-not-understood';
  const effects = effectsOf(handler, names, nestDialect, { request: [], helpers: new Set() });
  if (effects.answersProgram) return 'token-returned-to-caller';
  if (effects.unknown !== null || effects.writes.length > 0) return 'sign-in-result-used';
  const [landing, ...more] = new Set(effects.landings.map((text) => /^['"](\/[^'"]+)['"]$/.exec(text)?.[1]));
  const login = landing && more.length === 0 ? `?returnTo=${encodeURIComponent(landing)}` : '';
  const address = quoted(`/auth/login${login}`, styleOf(parsed));
  const { file } = parsed;
  return {
    edits: [
      { file, ...wholeLines(parsed.text, spanOf(decorator)), text: '' },
      ...redirectHandler(parsed, handler, nestDialect, names, address),
    ],
    route: `POST ${route.path} in ${file}`,
    guard: guards.size > 0 ? [...guards].map(([name, at]) => `\`${name}\` in \`${at}\``).join(', ') : null,
  };
}

/** Classes that extend `AuthGuard('local')`, and their files. */
function guardsOf(strategy: string, files: Files, sources: readonly string[]): Map<string, string> {
  const guards = new Map<string, string>();
  for (const file of sources) {
    const parsed = files(file);
    if (!parsed?.text.includes('AuthGuard')) continue;
    walk(parsed.tree, (node) => {
      if (!ts.isClassDeclaration(node) || !node.name) return;
      const [base] = node.heritageClauses?.[0]?.types ?? [];
      if (base && isAuthGuard(base.expression, strategy)) guards.set(node.name.text, file);
    });
  }
  return guards;
}

function isAuthGuard(node: ts.Expression, strategy: string): boolean {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'AuthGuard') return false;
  const [name] = node.arguments;
  return !!name && ts.isStringLiteralLike(name) && name.text === strategy;
}

interface Use {
  parsed: ParsedFile;
  decorator: ts.Decorator;
}

function usesIn(parsed: ParsedFile, strategy: string, guards: ReadonlyMap<string, string>): Use[] {
  const uses: Use[] = [];
  walk(parsed.tree, (node) => {
    if (!ts.isDecorator(node) || !ts.isCallExpression(node.expression)) return;
    if (node.expression.expression.getText() !== 'UseGuards') return;
    const isOurs = node.expression.arguments.some(
      (guard) => guards.has(guard.getText()) || isAuthGuard(guard, strategy),
    );
    // Beside others it may depend on their order.
    if (isOurs && node.expression.arguments.length === 1) uses.push({ parsed, decorator: node });
    else if (isOurs) uses.push({ parsed, decorator: node }, { parsed, decorator: node });
  });
  return uses;
}
