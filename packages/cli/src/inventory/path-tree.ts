/** The ways to one token request, drawn together: what they have in common at their end is one branch. */
import type { Finding, PathStep } from '@grant-migrate/analysis';

export interface PathTree {
  step: PathStep;
  /** Who calls this step; none where a way begins. */
  callers: PathTree[];
}

/** One tree a token request, in the order of files; requests that no way leads to are left out. */
export function pathTrees(findings: readonly Finding[]): PathTree[] {
  const roots = new Map<string, PathTree>();
  for (const path of findings.flatMap(({ paths }) => paths)) {
    const last = path.at(-1);
    if (!last || path.length < 2) continue;
    let tree = roots.get(keyOf(last));
    if (!tree) roots.set(keyOf(last), (tree = { step: last, callers: [] }));
    for (const step of path.slice(0, -1).reverse()) tree = callerOf(tree, step);
  }
  return [...roots.values()];
}

function callerOf(tree: PathTree, step: PathStep): PathTree {
  const known = tree.callers.find((caller) => keyOf(caller.step) === keyOf(step));
  if (known) return known;
  const added = { step, callers: [] };
  tree.callers.push(added);
  return added;
}

function keyOf({ file, line, function: name }: PathStep): string {
  return `${file}:${line} ${name}`;
}
