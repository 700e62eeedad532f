/** Which files are source files, by name alone. */
const source = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro)$/;
const declaration = /\.d\.[cm]?ts$/;
/** Other people's code, also where somebody committed it, and the copies that an editor's Local History makes at each save. */
const foreign = /(?:^|\/)(?:node_modules|bower_components|\.yarn|\.git|\.history)\//;

/** What `isSourceFile` looks for, for a person to read. */
export const extensions = '.js .jsx .mjs .cjs .ts .tsx .mts .cts .vue .svelte .astro';

export function isSourceFile(file: string): boolean {
  return source.test(file) && !holdsNoRequests(file);
}

/** True for what is never looked at, whoever asks: declarations, and code that others maintain. */
export function holdsNoRequests(file: string): boolean {
  return declaration.test(file) || foreign.test(file);
}
