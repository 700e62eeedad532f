/** What nobody uses any more once people no longer type their password here: for a person to delete. */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { walk, withCasts } from '../../../source/nodes.js';
import { isAssignment } from '../../../source/scope.js';
import type { RewiredSignIn } from './rewire-sign-in.js';
import type { Sources } from './sources.js';

export function leftoverSteps(sources: Sources, rewires: readonly RewiredSignIn[]): string[] {
  const done = rewires.filter(({ outcome }) => 'edits' in outcome);
  if (done.length === 0) return [];
  return [
    ...passwordFields(sources),
    ...callers(done),
    ...environment(sources, done),
    ...copies(done),
    ...oldTokens(done),
  ];
}

function passwordFields(sources: Sources): string[] {
  return sources.matching(/type=["'{]+password/).map(({ file, text }) => {
    const lines = [...text.matchAll(/type=["'{]+password/g)].map(({ index }) => lineOf(text, index));
    return fieldsStep(file, lines);
  });
}

export function fieldsStep(file: string, lines: readonly number[]): string {
  return `\`${file}\`, line ${lines.join(', ')}: take out the fields for user name and password, their state and their checks. A button that submits is enough.`;
}

function callers(rewires: readonly RewiredSignIn[]): string[] {
  const kept = rewires
    .flatMap(({ keepers }) => keepers)
    .map(
      ({ name, file, line }) =>
        `\`${file}\`, line ${line}: nothing that runs calls \`${name}\` any more. Delete it with its calls.`,
    );
  const calls = rewires
    .flatMap(({ callers: list }) => list)
    .map(
      ({ file, line }) =>
        `\`${file}\`, line ${line}: the sign-in takes no user name and password any more, and nothing behind this call runs: the page starts anew. Delete both.`,
    );
  return [...calls, ...kept];
}

/** A token that is read once and kept: what a refresh brings does not get there. */
function copies(rewires: readonly RewiredSignIn[]): string[] {
  return rewires
    .flatMap(({ reads }) => reads)
    .filter(({ node }) => isCopy(node))
    .map(
      ({ parsed, node }) =>
        `\`${parsed.file}\`, line ${lineOf(parsed.text, node.getStart())}: a copy of the token is kept here, and a refresh does not change it. Call \`accessToken()\` where the request is made instead.`,
    );
}

function isCopy(read: ts.Node): boolean {
  const node = withCasts(read);
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression !== node)
    return /^(React\.)?(useState|useRef|ref|shallowRef|signal|writable)$/.test(parent.expression.getText());
  if (ts.isPropertyDeclaration(parent)) return true;
  if (ts.isBinaryExpression(parent) && parent.right === node && isAssignment(parent.operatorToken.kind))
    return ts.isPropertyAccessExpression(parent.left);
  if (ts.isPropertyAssignment(parent)) return /^(state|initialState|data)\b/.test(nameAround(parent));
  return ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent);
}

/** The member or variable whose value holds this one. */
function nameAround(node: ts.Node): string {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent)
    if (ts.isPropertyAssignment(outer) || ts.isVariableDeclaration(outer) || ts.isMethodDeclaration(outer))
      return outer.name.getText();
  return '';
}

/** Browsers of people who were here before keep what was written until somebody removes it. */
function oldTokens(rewires: readonly RewiredSignIn[]): string[] {
  const keys = [...new Set(rewires.flatMap((rewire) => rewire.keys))];
  if (keys.length === 0) return [];
  return [
    `Browsers of people who signed in before still hold ${keys.map((key) => `\`${key}\``).join(', ')} in web storage: remove it once at the start, and take the line out after some weeks.`,
  ];
}

/** Variables that only the removed request read. */
function environment(sources: Sources, rewires: readonly RewiredSignIn[]): string[] {
  const removed = new Map<string, number>();
  for (const { removed: gone } of rewires)
    for (const node of gone?.nodes ?? [])
      walk(node, (inner) => {
        const name = variableOf(inner);
        if (name) removed.set(name, (removed.get(name) ?? 0) + 1);
      });
  const unused = [...removed]
    .filter(([name, count]) => usesOf(sources, name) === count)
    .map(([name]) => name);
  if (unused.length === 0) return [];
  const secret = unused.some((name) => /SECRET/i.test(name))
    ? ' What was in a browser bundle was readable by everyone: have the provider revoke the secret.'
    : '';
  return [
    `Nothing reads ${unused.map((name) => `\`${name}\``).join(', ')} any more: delete the entries.${secret}`,
  ];
}

function variableOf(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  return /^(process|import\.meta)\.env$/.test(node.expression.getText()) ? node.name.text : undefined;
}

function usesOf(sources: Sources, name: string): number {
  const pattern = new RegExp(`\\b${name}\\b`, 'g');
  return sources
    .matching(new RegExp(`\\b${name}\\b`))
    .reduce((sum, { text }) => sum + [...text.matchAll(pattern)].length, 0);
}
