// Writes the catalog's one list from its folders, so that a new library is one new file: `npm run build` runs this first.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const catalog = fileURLToPath(new URL('../packages/analysis/src/catalog/', import.meta.url));

/** The exported value of each file in a folder, in the order of file names: where two entries match, the first one counts. */
function entriesOf(folder) {
  return readdirSync(`${catalog}${folder}`)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => {
      const name = /^export const (\w+): (?:Library|Provider)\b/m.exec(
        readFileSync(`${catalog}${folder}/${file}`, 'utf8'),
      )?.[1];
      if (!name) throw new Error(`${folder}/${file} exports no Library and no Provider.`);
      const alias = folder === 'providers' ? `${name}Provider` : name;
      const path = `./${folder}/${file.replace(/\.ts$/, '.js')}`;
      return { alias, line: `import { ${alias === name ? name : `${name} as ${alias}`} } from '${path}';` };
    });
}

const libraries = ['http', 'sdk', 'roles'].flatMap(entriesOf);
const providers = entriesOf('providers');
const text = `/** The one list, written by scripts/catalog-index.mjs from the files of these folders. */
import type { Library } from './library.js';
import type { Provider } from './provider.js';
${[...libraries, ...providers].map((entry) => entry.line).join('\n')}

export const LIBRARIES: readonly Library[] = [${libraries.map((entry) => entry.alias).join(', ')}];

export const PROVIDERS: readonly Provider[] = [${providers.map((entry) => entry.alias).join(', ')}];
`;
const file = `${catalog}index.ts`;
const formatted = await format(text, { ...(await resolveConfig(file)), filepath: file });
// An unchanged list keeps its time, or every build would compile the analysis anew.
if (formatted !== readFileSync(file, 'utf8')) writeFileSync(file, formatted);
