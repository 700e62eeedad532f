/** `module.exports` is what `require` gives: ESLint 8 loads plugins by it, and expects the plugin itself. */
export { default, default as 'module.exports' } from './plugin.js';
