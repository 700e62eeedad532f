/** Modules that hand on what others export: barrels, an index file, `module.exports = require('./token')`. */
import { moduleName, type Helper } from './helper.js';

export interface ReExport {
  /** The module that hands it on, and the one that it takes it from. */
  module: string;
  from: string;
  /** `default` for the module itself. */
  name: string;
  as: string;
}

/** How many barrels may stand one behind the other. */
const DEPTH = 3;
const NAMED = /\bexport\s*\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g;
const REQUIRED =
  /(?:^|[\s{,;])(?:(module\.exports)|(?:module\.)?exports\.([\w$]+)|([\w$]+)\s*:)\s*=?\s*require\(\s*['"]([^'"]+)['"]\s*\)/g;

/** By the text alone, for every file of a project is asked. */
export function reExportsOf(file: string, text: string): ReExport[] {
  const module = moduleName(file);
  const found: ReExport[] = [];
  for (const [, names, from] of text.matchAll(NAMED))
    for (const one of names!.split(',')) {
      const [name, as = name] = one
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/);
      if (name) found.push({ module, from: from!, name, as: as! });
    }
  for (const [, whole, member, key, from] of text.matchAll(REQUIRED))
    found.push({ module, from: from!, name: 'default', as: whole ? 'default' : (member ?? key)! });
  return found;
}

/** The helper with the names that such modules give it. */
export function knownAs(helper: Helper, all: readonly ReExport[]): Helper {
  const aliases = new Set(helper.aliases);
  const modules = new Set(helper.modules);
  for (let depth = 0; depth < DEPTH; depth += 1)
    for (const { module, from, name, as } of all) {
      const isIt =
        name === 'default'
          ? [...modules].some((one) => isFrom(from, one))
          : !helper.method && (name === helper.name || aliases.has(name));
      if (!isIt) continue;
      if (as === 'default') modules.add(module);
      else if (as !== helper.name) aliases.add(as);
    }
  return { ...helper, aliases: [...aliases], modules: [...modules] };
}

/** `./auth/token.js`, `#auth/token`, `../token/index` */
export function isFrom(specifier: string, module: string): boolean {
  return (
    specifier
      .replace(/\.[cm]?[jt]sx?$/i, '')
      .replace(/\/index$/, '')
      .replace(/^[#~@]/, '')
      .split('/')
      .at(-1) === module
  );
}
