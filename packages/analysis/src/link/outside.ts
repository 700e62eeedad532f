/** Functions that nothing in the project calls: whether something outside does, and as what. */
import type { FileFacts, FunctionFact } from '../facts.js';
import type { PathEnd } from './path-ends.js';

/** A function of a module that nothing calls and the module does not give away: it never runs. */
export const isLeftOver = (facts: FileFacts, fn: FunctionFact) =>
  fn.parent === 0 &&
  fn.cls === null &&
  fn.exported.length === 0 &&
  fn.name !== '<anonymous>' &&
  facts.imports.length > 0 &&
  !facts.exports.some(({ ref }) => ref.kind === 'function' && ref.fn === fn.id);

/** Folders whose files frameworks and loaders mount by themselves. */
export const ROUTE_FILE =
  /(^|\/)(routes?|controllers?|api|functions?|handlers?|lambdas?|pages|endpoints?|middlewares?\/index)(\/|\.)/i;

export const isStartName = (name: string) =>
  /^(main|bootstrap|init|start|initialize|setup|onReady|didFinishLaunching)$/i.test(name.split('.').at(-1)!);

/**
 * A function that a file offers by name. Frameworks load defaults, classes and whole modules by the place of their file; a name
 * is asked for by an import.
 */
const isOfferedByName = (fn: FunctionFact) =>
  fn.parent === 0 &&
  fn.cls === null &&
  fn.entry === null &&
  fn.exported.length > 0 &&
  fn.exported.every((name) => name !== 'default' && name !== '=');

/** The ends of an application's ways: a name that none of its files imports is asked for by nobody. */
export const endsOfApplication = (ends: readonly PathEnd[], factsOf: (file: string) => FileFacts | null) =>
  ends.map((end) => {
    const outermost = end.steps[0];
    const fn = outermost && factsOf(outermost.file)?.functions[outermost.fn];
    return end.kind === 'per-call' && fn && isOfferedByName(fn) ? { ...end, kind: 'uncalled' as const } : end;
  });
