/** A browser application without a framework. Its page is the redirect URI: it needs no server that knows its routes. */
import { ts } from 'ts-morph';
import type { Project } from '@grant-migrate/analysis';
import { pathIn, type Application } from '../../application.js';
import type { Edit } from '../../../plan.js';
import { walk } from '../../../source/nodes.js';
import type { LocalNames } from '../../../source/import-names.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { Framework } from '../../framework.js';
import { browserScaffold } from '../browser/browser-scaffold.js';
import type { Sources } from '../browser/sources.js';
import { awaitSignIn, startAfterSignIn } from '../browser/start.js';
import { storageUses } from '../browser/token-storage.js';

/** Each of them has a scaffold of its own, or none. */
const FRAMEWORKS = [
  'react',
  'vue',
  '@angular/core',
  'svelte',
  'solid-js',
  'preact',
  'next',
  'nuxt',
  'ember-source',
];
const BUNDLERS = ['vite', 'webpack', 'parcel', 'esbuild', 'rollup', '@web/dev-server'];

export const spa: Framework = {
  name: 'spa',
  side: 'browser',
  detect(application, project) {
    const { dependencies, file } = application.manifest;
    if (FRAMEWORKS.some((name) => dependencies.has(name))) return null;
    const bundler = BUNDLERS.find((name) => dependencies.has(name));
    if (!bundler || !pageOf(application, project)) return null;
    return `${file} depends on ${bundler}, and there is an index.html`;
  },
  scaffold(context) {
    return browserScaffold(context, {
      templates: {},
      packages: [],
      redirectPath: '/',
      entry: (sources) => entryOf(sources, context.application, context.project),
      start: (entry, names, moduleFor) => startOf(entry, moduleFor('oidc'), names),
      steps: [],
    });
  },
};

function pageOf(application: Application, project: Project): string | undefined {
  for (const folder of ['', 'public', 'src', 'static', 'www']) {
    const file = pathIn(application, folder, 'index.html');
    if (typeof project.read(file) === 'string') return file;
  }
  return undefined;
}

interface Entry {
  parsed: ParsedFile;
  sources: Sources;
}

/** The module that the page, or else the bundler, begins with. */
function entryOf(sources: Sources, application: Application, project: Project): Entry | undefined {
  const page = pageOf(application, project);
  const text = page ? project.read(page) : '';
  const named =
    typeof text === 'string' ? /<script[^>]*\bsrc=["']\.?\/?([^"']+)["']/.exec(text)?.[1] : undefined;
  const candidates = [
    named,
    ...['main', 'index', 'app'].flatMap((name) => [`${name}.ts`, `${name}.js`]),
  ].filter((name) => name !== undefined);
  for (const folder of ['', application.sources, 'src'])
    for (const name of candidates) {
      const parsed = sources.parsed(pathIn(application, folder, name));
      if (parsed) return { parsed, sources };
    }
  return undefined;
}

/** What reads the token when the module is run waits; where that is not one piece, all of the module does. */
function startOf({ parsed, sources }: Entry, module: string, names: LocalNames): Edit[] {
  const { statements } = parsed.tree;
  const reads = statements.filter(readsAtOnce(sources, parsed));
  const first = reads[0] ? statements.indexOf(reads[0]) : -1;
  const waiting = first < 0 ? [] : statements.slice(first, statements.indexOf(reads.at(-1)!) + 1);
  const isOnePiece = waiting.every(
    (statement) => ts.isExpressionStatement(statement) || ts.isIfStatement(statement),
  );
  if (waiting.length > 0 && isOnePiece)
    return startAfterSignIn({ parsed, statements: waiting }, module, names);
  return awaitSignIn(parsed, module, names);
}

/** Says whether a statement of the entry reads web storage when it is run, itself or through functions that it calls. */
function readsAtOnce(sources: Sources, entry: ParsedFile): (statement: ts.Statement) => boolean {
  const nodes = new Set(storageUses(sources).flatMap(({ kind, node }) => (kind === 'read' ? [node] : [])));
  const readers = new Set<string>();
  const reads = (root: ts.Node): boolean => {
    let found = false;
    walk(root, (node) => {
      if (found || (node !== root && ts.isFunctionLike(node))) return false;
      found =
        nodes.has(node as ts.Expression) ||
        (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && readers.has(node.expression.text));
      return !found;
    });
    return found;
  };
  const files = new Set([entry, ...sources.matching(/\b(local|session)Storage\b/)]);
  for (let size = -1; size < readers.size;) {
    size = readers.size;
    for (const { tree } of files)
      walk(tree, (node) => {
        const name = ts.isFunctionDeclaration(node)
          ? node.name
          : ts.isVariableDeclaration(node)
            ? node.name
            : undefined;
        const fn = ts.isVariableDeclaration(node) ? node.initializer : node;
        if (name && ts.isIdentifier(name) && fn && ts.isFunctionLike(fn) && reads(fn)) readers.add(name.text);
      });
  }
  return (statement) => !ts.isFunctionDeclaration(statement) && reads(statement);
}
