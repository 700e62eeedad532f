/** Functions that nothing in the project calls: whether something outside does, and as what. */
import type { CallbackRole, FileFacts, FunctionFact } from '../facts.js';
import type { FactsStore } from './facts-store.js';
import type { PathEnd, State } from './path-ends.js';

/** A function of a module that nothing calls and the module does not give away: it never runs. */
const isLeftOver = (facts: FileFacts, fn: FunctionFact) =>
  fn.parent === 0 &&
  fn.cls === null &&
  fn.exported.length === 0 &&
  fn.name !== '<anonymous>' &&
  facts.imports.length > 0 &&
  !facts.exports.some(({ ref }) => ref.kind === 'function' && ref.fn === fn.id);

/** Folders whose files frameworks and loaders mount by themselves. */
export const ROUTE_FILE =
  /(^|\/)(routes?|controllers?|api|functions?|handlers?|lambdas?|pages|endpoints?|middlewares?\/index)(\/|\.)/i;

const isStartName = (name: string) =>
  /^(main|bootstrap|init|start|initialize|setup|onReady|didFinishLaunching)$/i.test(name.split('.').at(-1)!);

/** How a way ends at a function that nothing in the project calls. */
export function endOutside({ facts, steps, kept, spent }: State, fn: FunctionFact): PathEnd['kind'] {
  if (facts.test) return 'test';
  if (steps.length === 1) return 'uncalled';
  if (isStartName(fn.name)) return 'top';
  if (kept && !spent) return 'kept';
  return isLeftOver(facts, fn) ? 'uncalled' : 'per-call';
}

/**
 * What only a call by its name can reach: frameworks load defaults, classes and whole modules by the place of their file, and call
 * methods that a base class, an interface or a decorator promises them.
 */
function isCalledByName(facts: FileFacts, fn: FunctionFact): boolean {
  if (fn.parent !== 0 || fn.entry !== null || fn.isConstructor || ROUTE_FILE.test(inFolder(facts.file)))
    return false;
  if (fn.cls === null)
    return (
      fn.exported.length > 0 &&
      (OWN_CODE.test(inFolder(facts.file)) || fn.exported.every((name) => name !== 'default' && name !== '='))
    );
  const owner = facts.classes[fn.cls];
  return (
    fn.method !== null &&
    owner !== undefined &&
    owner.extends === null &&
    owner.implements.length === 0 &&
    OWN_NAME.test(fn.method)
  );
}

/** A file's name with its own folder: `src/controllers/lists.js` is `controllers/lists.js`. */
const inFolder = (file: string) => file.split('/').slice(-2).join('/');

/** Folders of what a program calls itself: of these no framework takes what a file gives as a whole. */
const OWN_CODE = /^(services?|libs?|utils?|helpers?|clients?|integrations?)\//;

/** A file of the project that loads a folder's files by their names. */
const LOADS = ['readdir', 'meta.glob', 'require.context'];

/** A method of one word is called by many hosts: `handle`, `run`, `execute`. */
const OWN_NAME = /[a-z][A-Z]/;

/** The ends of an application's ways: a name that nothing in it calls is asked for by nobody. */
export const endsOfApplication = (ends: readonly PathEnd[], store: Pick<FactsStore, 'factsOf' | 'texts'>) =>
  ends.map((end) => {
    const outermost = end.steps[0];
    const facts = end.kind === 'per-call' && outermost ? store.factsOf(outermost.file) : null;
    const fn = facts?.functions[outermost!.fn];
    if (!facts || !fn || !isCalledByName(facts, fn)) return end;
    if (fn.method !== null && fn.cls !== null && isSpokenOf(store, facts.file, fn.method)) return end;
    if (fn.cls === null && isLoadedByFolder(store, facts.file)) return end;
    return { ...end, kind: 'uncalled' as const };
  });

/** Whether a word stands anywhere but where it is declared. */
const isSpokenOf = ({ texts }: Pick<FactsStore, 'texts'>, file: string, word: string) =>
  texts.candidates([word]).some((other) => other !== file) || (texts.text(file) ?? '').split(word).length > 2;

/** `fs.readdirSync('./services').forEach((file) => require(file))` */
const isLoadedByFolder = ({ texts }: Pick<FactsStore, 'texts'>, file: string) => {
  const folder = file.split('/').at(-2);
  return folder !== undefined && LOADS.some((word) => texts.candidates([word, folder]).length > 0);
};

/** Components and server actions are entered from outside, and are functions that code of their own side calls as well. */
export const isCalledToo = ({ kind, by }: CallbackRole) => kind === 'mount' || by === 'server action';
