/** Bodies that the code takes as bytes or as a stream: what the token client keeps is JSON, and a stream is read once. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { importedNames } from '../source/import-names.js';
import { lastName, memberName } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { symbolOf } from '../source/scope.js';
import { wholeChain } from './chain.js';
import { TOKEN_RESPONSE } from './result-flow.js';
import type { ResultUse } from './result-uses.js';

/** `responseType: 'stream'`, superagent's `.responseType('arraybuffer')`, request's `encoding: null`. */
const RESPONSE_TYPE = /\bresponseType['"]?\s*[:(]\s*(?:['"`](\w+)['"`])?|\bencoding:\s*null\b/;
/** Clients whose drop-in gives a text again as a text. */
const REPEAT_TEXT = /^(axios|got)$/;
/** Bytes of needle and got, and the method of got and node-fetch 2. */
const BYTES = /^(raw|rawBody|buffer)$/;
const STREAMS = /^(stream|pipeline|connect|upgrade)$/;

export function takesBytes(
  parsed: ParsedFile,
  { client }: RequestSite,
  call: ts.CallExpression,
  uses: readonly ResultUse[],
): boolean {
  if (client === 'undici' && STREAMS.test(lastName(call.expression) ?? '')) return true;
  const written = [
    wholeChain(call),
    ...call.arguments.flatMap((argument) => valueOf(parsed, argument) ?? []),
  ];
  const type = written.map((node) => RESPONSE_TYPE.exec(node.getText())).find(Boolean);
  if (type && type[1] !== 'json' && !(type[1] === 'text' && REPEAT_TEXT.test(client))) return true;
  const isOfPackage = client === 'fetch' && isImported(parsed, call);
  return uses.some(({ node, layer }) => {
    const members = layer < TOKEN_RESPONSE ? membersOf(node) : [];
    // The body of node-fetch is a stream of Node.js, that of a platform's response is not.
    return members.some((member) => BYTES.test(member) || (isOfPackage && member === 'body'));
  });
}

function valueOf(parsed: ParsedFile, argument: ts.Expression): ts.Expression | undefined {
  if (!ts.isIdentifier(argument)) return undefined;
  const [declaration] = symbolOf(parsed, argument)?.declarations ?? [];
  return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}

function isImported(parsed: ParsedFile, { expression: callee }: ts.CallExpression): boolean {
  return importedNames(parsed).some(
    ({ local, module }) => local.text === callee.getText() && module !== 'undici',
  );
}

function membersOf(node: ts.Node): string[] {
  const { parent } = node;
  const member = 'expression' in parent && parent.expression === node ? memberName(parent) : undefined;
  if (member !== undefined) return [member];
  const pattern = ts.isObjectBindingPattern(node)
    ? node
    : ts.isVariableDeclaration(parent) && parent.initializer === node
      ? parent.name
      : undefined;
  return pattern && ts.isObjectBindingPattern(pattern)
    ? pattern.elements.map(({ propertyName, name }) => (propertyName ?? name).getText())
    : [];
}
