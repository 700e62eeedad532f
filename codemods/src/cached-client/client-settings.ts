/** What a program sets for all requests of an HTTP client: whichever file does so, the keyed call would not know of it. */

/** Proxies and agents of the whole process, which clients on node:http heed and `fetch` does not. */
const OF_THE_PROCESS = /\bglobal-agent\b|\bglobalAgent\b|\bHTTPS?_PROXY\b|\bhttps?_proxy\b/;
/** Those that are handed a client and leave it as it is: test doubles, and the drop-in. */
const HARMLESS = /(cached\w+|[mM]ock\w*|spyOn|mocked|stub|isAxiosError)$/;

/**
 * Whether the text changes the client of one of these packages: its defaults, its interceptors, a function of it, or by a function that is given the
 * client itself (`axiosRetry(axios)`). Instances have settings of their own and change nothing for others.
 */
export function changesClient(text: string, modules: readonly string[]): boolean {
  if (OF_THE_PROCESS.test(text)) return true;
  return namesOf(text, modules).some(
    (name) =>
      new RegExp(`(?<![\\w$.])${name}(\\.default)?\\.((defaults|interceptors)\\b|\\w+\\s*=[^=>])`).test(
        text,
      ) ||
      [...text.matchAll(new RegExp(`([\\w$]+)\\(\\s*${name}\\s*[,)]`, 'g'))].some(
        ([, callee]) => !HARMLESS.test(callee!) && !/^(if|while|switch|return|typeof)$/.test(callee!),
      ),
  );
}

const IMPORT =
  /\bimport\s+(?:\*\s+as\s+)?([\w$]+)\b[^'"();]*\bfrom\s*['"]([^'"]+)['"]|\b([\w$]+)\s*=\s*require\(\s*['"]([^'"]+)['"]/g;

/** What the text calls the packages, by their default or whole. */
function namesOf(text: string, modules: readonly string[]): string[] {
  if (!modules.some((module) => text.includes(module))) return [];
  return [...text.matchAll(IMPORT)].flatMap(([, local, module, own, required]) =>
    modules.includes((module ?? required)!) ? [(local ?? own)!.replaceAll('$', '\\$')] : [],
  );
}
