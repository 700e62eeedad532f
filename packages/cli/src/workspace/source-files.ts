/** Which files are source files, by name alone. */
const source = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro)$/;
const declaration = /\.d\.[cm]?ts$/;
/** Other people's code, also where somebody committed it. */
const foreign = /(?:^|\/)(?:node_modules|bower_components|\.yarn|\.git)\//;

export const extensions = '.js .jsx .mjs .cjs .ts .tsx .mts .cts .vue .svelte .astro';

export function isSourceFile(file: string): boolean {
  return source.test(file) && !declaration.test(file) && !foreign.test(file);
}
