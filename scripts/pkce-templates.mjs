// Puts the sources under codemods/templates into one module, so that the packed command holds them: `npm run build` runs this
// before TypeScript. They are written as real sources to be linted and type-checked as what they are.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../codemods/templates/', import.meta.url));
const target = fileURLToPath(new URL('../codemods/src/pkce/text/templates.generated.ts', import.meta.url));

const names = readdirSync(folder, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => /^[^/]+\/.*\.(tsx?|vue|html|md|json)$/.test(name) && !name.includes('node_modules/'))
  .sort();
const entries = names.map((name) => {
  const text = readFileSync(`${folder}${name}`, 'utf8').replaceAll('\r\n', '\n');
  return `  ${JSON.stringify(name)}: ${JSON.stringify(text)},\n`;
});
const text = `/** Written by scripts/pkce-templates.mjs from codemods/templates: the texts by their paths there. */
export const templates: Readonly<Record<string, string>> = {
${entries.join('')}};
`;
// Unchanged texts keep their time, or every build would compile the codemods anew.
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
