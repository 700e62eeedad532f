/**
 * `module.exports` is what `require` gives: ESLint 8 loads plugins by it, and expects the plugin itself. This file has no other
 * purpose, because compilers before TypeScript 5.6 cannot read such an export: the types of `import` are those of plugin.ts.
 */
export { default, default as 'module.exports' } from './plugin.js';
