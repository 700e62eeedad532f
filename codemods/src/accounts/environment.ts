/** Whether a variable of the environment stays what it is: in the course of a run, and in the processes that the program starts. */
import { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import type { SiteContext } from '../cached-client/site-context.js';
import { changes, writesOf } from '../places/changes.js';
import type { Place } from '../places/reads.js';
import { functionOf, lastName, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';

/** Calls that start another process or thread with an environment of its own. */
const STARTS =
  /^(fork|spawn|spawnSync|exec|execSync|execFile|execFileSync|Worker|setupPrimary|setupMaster|execa|\$)$/;
const STARTERS = ['child_process', 'worker_threads', 'cluster', 'execa', 'pm2', 'zx', 'cross-spawn'];

/** `name` is undefined for a variable whose name is worked out. */
export function isEnvironmentStable(context: SiteContext, name: string | undefined): boolean {
  const place: Place = { root: 'environment', path: [name] };
  if (changes(place, writesOf(context, place), () => true)) return false;
  const others = context.filesElsewhere(name === undefined ? ['env'] : [name], /[{,]/);
  const files = [context.parsed, ...others].filter(({ file }) => !isTestFile(file));
  return !files.some((file) => isGivenAnew(file, name, startsOthers(context)));
}

/** Some file starts other processes or threads with an environment that it puts together. */
function startsOthers(context: SiteContext): boolean {
  const files = context.filesElsewhere(STARTERS, /\benv\b/);
  const { text } = context.parsed;
  return files.length > 0 || STARTERS.some((name) => text.includes(name));
}

/** `fork('worker.js', { env: { SVC_USER: … } })`, `cluster.fork({ SVC_USER: … })`, the `env` of an application of pm2. */
function isGivenAnew(parsed: ParsedFile, name: string | undefined, starts: boolean): boolean {
  let found = false;
  walk(parsed.tree, (node) => {
    if (found || !ts.isObjectLiteralExpression(node)) return !found;
    const isNamed = node.properties.some(
      ({ name: key }) => key && (name === undefined || key.getText().replace(/['"]/g, '') === name),
    );
    found =
      isNamed && (isEnvironmentOfProcess(node) || (starts && name !== undefined && isSetIn(node, name)));
    return !found;
  });
  return found;
}

/** A setting by this name; a schema of the environment describes it by a call. */
function isSetIn(object: ts.ObjectLiteralExpression, name: string): boolean {
  return object.properties.some(
    (one) =>
      ts.isPropertyAssignment(one) &&
      one.name.getText().replace(/['"]/g, '') === name &&
      !ts.isCallExpression(one.initializer),
  );
}

function isEnvironmentOfProcess(object: ts.ObjectLiteralExpression): boolean {
  const { parent } = object;
  if (ts.isPropertyAssignment(parent) && /^['"]?env(_\w+)?['"]?$/.test(parent.name.getText())) return true;
  const call = ts.findAncestor(object, (outer) => ts.isCallExpression(outer) || ts.isNewExpression(outer));
  if (
    call &&
    functionOf(call) === functionOf(object) &&
    STARTS.test(lastName((call as ts.CallExpression).expression) ?? '')
  )
    return true;
  // `const env = { ...process.env, SVC_USER: … }`
  return object.properties.some(
    (one) => ts.isSpreadAssignment(one) && /\benv$/.test(one.expression.getText()),
  );
}

/** Some file starts other processes in folders of their own: a relative path is another file there. */
export function startsElsewhere(context: SiteContext): boolean {
  const files = [context.parsed, ...context.filesElsewhere(STARTERS, /\bcwd\b/)];
  return files.some(({ text }) => /\bcwd\b/.test(text) && STARTERS.some((name) => text.includes(name)));
}
