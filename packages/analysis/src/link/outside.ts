/** Functions that nothing in the project calls: whether something outside does, and as what. */
import type { FileFacts, FunctionFact } from '../facts.js';

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
