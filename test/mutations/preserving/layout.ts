/** What a parser does not see, or hardly: comments, blank lines, line endings, quotes, a byte order mark. */
import { sourcesOf } from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles, type Program } from '../program.js';
import { edited, insert, parse, replace } from '../syntax.js';

const everyFile = (program: Program, change: (text: string) => string) =>
  withFiles(
    program,
    Object.fromEntries(sourcesOf(program).map((file) => [file, change(program.files[file] ?? '')])),
  );

const COMMENTS = [
  '// TODO: look at this again',
  "// used to be { grant_type: 'password' }",
  '/* a note over\n   two lines */',
  '',
  '// the token is cached by the caller',
];

export const comments: Mutation = {
  name: 'comments and blank lines',
  apply(program, random) {
    const change = (text: string) => {
      const { nodes } = parse(text);
      const blocks = nodes.filter(({ type }) => type === 'BlockStatement' || type === 'Program');
      const statements = blocks.flatMap(({ body }) => body).filter(() => random.chance(0.4));
      return edited(
        text,
        statements.map(({ range }) => insert(range[0], `${random.pick(COMMENTS)}\n`)),
      );
    };
    return { program: everyFile(program, change) };
  },
};

export const lineEndings: Mutation = {
  name: 'CRLF',
  apply: (program) => ({ program: everyFile(program, (text) => text.replaceAll(/\r?\n/g, '\r\n')) }),
};

export const doubleQuotes: Mutation = {
  name: 'double quotes',
  apply: (program) => ({
    program: everyFile(program, (text) =>
      edited(
        text,
        parse(text)
          .nodes.filter(({ type, raw }) => type === 'Literal' && /^'[^'"\\]*'$/.test(raw))
          .map((node) => replace(node, `"${node.raw.slice(1, -1)}"`)),
      ),
    ),
  }),
};

export const tabs: Mutation = {
  name: 'tabs',
  apply: (program) => ({
    program: everyFile(program, (text) =>
      text.replaceAll(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
    ),
  }),
};

export const byteOrderMark: Mutation = {
  name: 'byte order mark',
  apply: (program) => ({
    program: everyFile(program, (text) => (text.startsWith('\ufeff') ? text : `\ufeff${text}`)),
  }),
};
