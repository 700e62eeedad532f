/** Another client, another way to write the body; the request stays the same. */
import { withImport } from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles, type Program } from '../program.js';
import { edited, fresh, replace, textOf, type Edit } from '../syntax.js';
import { BODIES, encodedPairs, type Body } from './bodies.js';
import { CLIENTS } from './clients.js';
import { tokenRequestOf, type TokenRequest } from './token-request.js';

export const switchClient: Mutation = {
  name: 'client and body',
  apply(program, random) {
    const request = tokenRequestOf(program);
    if (!request) return null;
    const names = namer(request.syntax.text);
    const how = random.pick(Object.keys(BODIES));
    const by = random.pick(Object.keys(CLIENTS));
    const body = BODIES[how]!(request.fields, names, random);
    const sending = CLIENTS[by]!(request.url, body, { answer: request.answer, name: names });
    const statements = [...body.before, ...sending.statements];
    return {
      program: rewritten(program, request, statements, sending.data, [...body.imports, ...sending.imports]),
      detail: `${by} with ${how}`,
    };
  },
};

/** The grant in the query of the URL, or in axios `params`. */
export const inQuery: Mutation = {
  name: 'query',
  apply(program, random) {
    const request = tokenRequestOf(program);
    if (!request) return null;
    const { answer } = request;
    const names = namer(request.syntax.text);
    const form = BODIES['URLSearchParams of an object']!(request.fields, names, random) as Body;
    const object = BODIES['object']!(request.fields, names, random) as Body;
    const inner =
      /^`(.*)`$/s.exec(request.url)?.[1] ?? /^'(.*)'$/.exec(request.url)?.[1] ?? `\${${request.url}}`;
    const ways: Record<string, string[]> = {
      'axios params': [
        `const ${answer} = await /*@token*/ axios.post(${request.url}, null, { params: ${object.expression} });`,
      ],
      'URL template': [
        `const ${answer} = await /*@token*/ axios.post(\`${inner}?${encodedPairs(request.fields)}\`);`,
      ],
      'URLSearchParams in a template': [
        `const query = ${form.expression};`,
        `const ${answer} = await /*@token*/ axios.post(\`${inner}?\${query.toString()}\`);`,
      ],
    };
    const detail = random.pick(Object.keys(ways));
    if (detail.startsWith('URLSearchParams') && /\bquery\b/.test(request.syntax.text)) return null;
    return { program: rewritten(program, request, ways[detail]!, `${answer}.data`, []), detail };
  },
};

function rewritten(
  program: Program,
  request: TokenRequest,
  statements: string[],
  data: string,
  imports: [string, string][],
): Program {
  const { syntax, file, statement } = request;
  const indent = /[ \t]*$/.exec(syntax.text.slice(0, statement.range[0]))?.[0] ?? '';
  const edits: Edit[] = [replace(statement, statements.join(`\n${indent}`))];
  for (const node of syntax.nodes)
    if (node.type === 'MemberExpression' && textOf(syntax, node) === `${request.answer}.data`)
      edits.push(replace(node, data));
  const text = imports.reduce(
    (before, [clause, from]) => withImport(before, clause, from),
    edited(syntax.text, edits),
  );
  return withFiles(program, { [file]: text });
}

/** Names that the text does not hold, none of them twice. */
function namer(text: string): (wished: string) => string {
  let taken = text;
  return (wished) => {
    const name = fresh(taken, wished);
    taken += ` ${name}`;
    return name;
  };
}
