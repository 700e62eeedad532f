/** Every client times form of the result times module system, each in one of the styles. */
import { format, type Options } from 'prettier';
import { clients, type ClientLines } from './clients.js';

const forms = ['token', 'response', 'status'] as const;
type Form = (typeof forms)[number];
const modules = ['mjs', 'cjs', 'ts'] as const;

/** Lines are never broken for their length alone: the codemods keep the breaks that they find. */
const wide: Options = { printWidth: 400, objectWrap: 'preserve' };
const styles: Options[] = [
  { ...wide },
  { ...wide, singleQuote: true, semi: false, tabWidth: 4, trailingComma: 'none' },
  { ...wide, singleQuote: true, useTabs: true, trailingComma: 'es5', endOfLine: 'crlf' },
];

export interface Program {
  name: string;
  file: string;
  text: string;
  client: ClientLines;
  form: Form;
  style: Options;
}

export async function allPrograms(): Promise<Program[]> {
  const made: Program[] = [];
  for (const [a, client] of clients.entries())
    for (const [b, form] of forms.entries())
      for (const [c, ending] of modules.entries()) {
        if (form === 'status' && client.status === null) continue;
        const file = `m${made.length}.${ending}`;
        const style = { ...styles[(a + b + c) % styles.length]!, filepath: file };
        const text = await format(written(client, form, ending, made.length), style);
        made.push({ name: `${client.name} ${form} ${ending}`, file, text, client, form, style });
      }
  return made;
}

/** Written as TypeScript; JavaScript is the same without its types. */
function written(client: ClientLines, form: Form, ending: string, index: number): string {
  const typed = ending === 'ts';
  const lines = [
    ...client.imports.map((one) => importLine(one, ending)),
    '',
    `${ending === 'cjs' ? '' : 'export '}async function getToken${index}()${typed ? ': Promise<unknown>' : ''} {`,
    `const res = await ${client.request};`,
    ...result(client, form),
    '}',
    ...(ending === 'cjs' ? ['', `module.exports = { getToken${index} };`] : []),
  ];
  const text = lines.join('\n');
  return typed
    ? text
    : text.replaceAll(/<any>|!(?=[,)\s])/g, '').replaceAll(/\((\(await [^)]+\(\)\)) as any\)/g, '$1');
}

function importLine({ module, local, named }: ClientLines['imports'][number], ending: string): string {
  const what = named ? `{ ${local} }` : local;
  if (ending !== 'cjs') return `import ${what} from '${module}';`;
  const isEsm = ['got', 'ky'].includes(module);
  return `const ${what} = require('${module}')${isEsm ? '.default' : ''};`;
}

function result({ body, status }: ClientLines, form: Form): string[] {
  switch (form) {
    case 'token':
      return [`return ${body}.access_token;`];
    case 'response':
      return [`const { access_token, instance_url } = ${body};`, 'return { access_token, instance_url };'];
    case 'status':
      return [
        `if (${status} !== 200) throw new Error('status ' + ${status});`,
        `return ${body}.access_token;`,
      ];
  }
}
