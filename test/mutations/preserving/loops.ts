/** Another loop around the same body. */
import { sourcesOf } from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles } from '../program.js';
import { edited, fresh, parse, replace, textOf, type Node } from '../syntax.js';

export const loopForm: Mutation = {
  name: 'form of loop',
  apply(program, random) {
    for (const file of random.shuffle(sourcesOf(program))) {
      const syntax = parse(program.files[file] ?? '');
      const loops = syntax.nodes.filter(
        (node) =>
          node.type === 'ForOfStatement' &&
          node.body.type === 'BlockStatement' &&
          staysInside(syntax.nodes, node),
      );
      if (loops.length === 0) continue;
      const loop = random.pick(loops);
      const item = textOf(syntax, (loop.left as Node).declarations[0]!.id);
      const list = textOf(syntax, loop.right);
      const inner = textOf(syntax, { range: [loop.body.range[0] + 1, loop.body.range[1] - 1] });
      const index = fresh(syntax.text, 'index');
      const left = fresh(syntax.text, 'left');
      const forms: Record<string, string> = {
        'counted for': `for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {\n    const ${item} = ${list}[${index}];${inner}}`,
        while: `const ${left} = [...${list}];\n  while (${left}.length > 0) {\n    const ${item} = ${left}.shift();${inner}}`,
        'do while': `const ${left} = [...${list}];\n  do {\n    const ${item} = ${left}.pop();${inner}} while (${left}.length > 0);`,
        'Promise.all of map': `await Promise.all(${list}.map(async (${item}) => {${inner}}));`,
        forEach: `${list}.forEach(async (${item}) => {${inner}});`,
        reduce: `await ${list}.reduce(async (${left}, ${item}) => {\n    await ${left};${inner}}, Promise.resolve());`,
        'for await': `for await (const ${item} of ${list}) {${inner}}`,
        entries: `for (const [, ${item}] of ${list}.entries()) {${inner}}`,
        nested: `for (const ${left} of [${list}]) {\n    for (const ${item} of ${left}) {${inner}}\n  }`,
      };
      const detail = random.pick(Object.keys(forms));
      return {
        program: withFiles(program, { [file]: edited(syntax.text, [replace(loop, forms[detail]!)]) }),
        detail,
      };
    }
    return null;
  },
};

/** Nothing in the body leaves the loop, so that it can become the body of a function. */
function staysInside(nodes: readonly Node[], loop: Node): boolean {
  return !nodes.some(
    ({ type, range }) =>
      /^(?:Return|Break|Continue)Statement$/.test(type) &&
      range[0] >= loop.range[0] &&
      range[1] <= loop.range[1],
  );
}
