/** Calls of which the name says what they answer with. */

/** Packages that hold configuration. */
export const CONFIGURATION =
  /(^|[/@-])(config|configs|configuration|convict|nconf|dotenv|env|env-var|envalid|settings|secrets?)([/-]|$)/i;
/** Methods of texts, lists and buffers that answer with what follows from them alone. */
export const PURE_METHODS =
  /^(trim|trimEnd|trimStart|toString|toLowerCase|toUpperCase|replace|replaceAll|split|slice|substring|substr|concat|padStart|padEnd|join|at|toUpperCase|normalize)$/;
export const PURE_CALLS =
  /^(String|Number|Boolean|parseInt|encodeURI(Component)?|decodeURI(Component)?|escape|unescape|atob|btoa|fileURLToPath|JSON\.(parse|stringify)|Buffer\.from|path\.(join|resolve|dirname)|join|resolve|dirname)$/;
/** They answer with what they are given first. */
export const SAME_VALUE = /^(Object\.(freeze|seal)|Promise\.resolve|structuredClone)$/;
/** Calls that read one setting by its name. */
export const GETTERS = /^(get|getOrThrow|getString|require|required|env|read|value|secret|string|asString)$/;
export const READS_FILE = /^(readFileSync|readFile|readJsonSync|readJson|readJSON|readJSONSync)$/;
export const WRITES_FILE =
  /\b(writeFile|writeJson|createWriteStream|appendFile|rename|copyFile|symlink|outputFile)/;
/** What is typed, chosen, or given to a worker is another one in each process. */
export const ASKS =
  /\b(argv|workerData|workerId|worker\.id|stdin|prompts?|question|inquirer|readline|random|now)\b/i;
export const ASKING_PACKAGES =
  /(yargs|commander|minimist|meow|cac|inquirer|prompt|readline|enquirer|worker_threads|cluster|clack|caporal|sade|getopts|async_hooks|cls)/;
