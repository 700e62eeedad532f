/** The one value that an expression has in the course of a run, as far as the source proves it. */
import { ts } from 'ts-morph';
import type { SiteContext } from '../cached-client/site-context.js';
import { isEnvironment } from '../places/reads.js';
import { memberName, withoutParens } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isEnvironmentStable } from './environment.js';
import { ofBody, ofCall, ofNew } from './of-call.js';
import { ofImport } from './of-import.js';
import { ofName } from './of-name.js';
import { ofInstance, ofThis } from './of-this.js';
import { composed, startOf, type At, type Path, type Reading } from './reading.js';

/** The text that stands for the value in each moment of a run, equal for equal values; null where that is not proven. */
export function oneValue(context: SiteContext, parsed: ParsedFile, node: ts.Node): string | null {
  const open = new Set<string>();
  /** What was read without the arguments of a call. */
  const answers = new Map<string, string | null>();
  const reading: Reading = {
    context,
    read(next, path, at) {
      if (at.depth === 0 || EVALUATES.test(at.parsed.text)) return null;
      const key = `${at.parsed.file} ${next.pos} ${next.kind} ${path.join('.')}`;
      const isOwn = at.given.size === 0;
      const known = isOwn ? answers.get(`${key} ${at.once}`) : undefined;
      if (known !== undefined) return known;
      // A value that is made of itself.
      if (open.has(key)) return null;
      open.add(key);
      const answer = ofExpression(reading, withoutParens(next), path, { ...at, depth: at.depth - 1 });
      open.delete(key);
      if (isOwn) answers.set(`${key} ${at.once}`, answer);
      return answer;
    },
    body: (fn, path, at) => ofBody(reading, fn, path, at),
    instance: (cls, path, at, making) => ofInstance(reading, cls, path, at, making),
    imported: (name, path, at) => ofImport(reading, name, path, at),
  };
  return reading.read(node, [], startOf(parsed));
}

/** Code that writes to the variables of its file unseen. */
const EVALUATES = /(?<![\w$.])eval\(/;

function ofExpression(reading: Reading, node: ts.Node, path: Path, at: At): string | null {
  const read = (next: ts.Node, further: Path = []): string | null => reading.read(next, further, at);
  if (isEnvironment(at.parsed, node)) return ofEnvironment(reading, path, at);
  if (isText(node)) return path.length === 0 ? node.getText().replace(/^["`]|["`]$/g, "'") : null;
  if (ts.isTemplateExpression(node)) return ofTemplate(node, read);
  if (ts.isIdentifier(node)) return ofName(reading, node, path, at);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return ofThis(reading, node, path, at);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return ofMember(reading, node, path, at);
  if (ts.isBinaryExpression(node)) return ofOperator(node, path, read);
  if (ts.isConditionalExpression(node))
    return composed('if', [read(node.condition), read(node.whenTrue, path), read(node.whenFalse, path)]);
  if (ts.isPrefixUnaryExpression(node) && !isCounting(node)) return composed('not', [read(node.operand)]);
  if (ts.isObjectLiteralExpression(node)) return ofObject(reading, node, path, at);
  if (ts.isArrayLiteralExpression(node)) return ofList(node, path, read);
  if (ts.isCallExpression(node)) return ofCall(reading, node, path, at);
  if (ts.isNewExpression(node)) return ofNew(reading, node, path, at);
  return null;
}

function ofEnvironment({ context }: Reading, [key, ...further]: Path, { parsed }: At): string | null {
  if (key === undefined || further.length > 0) return null;
  const name = key.startsWith('[') ? undefined : key;
  return isEnvironmentStable(context.inFile(parsed), name) ? `process.env.${key}` : null;
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    ts.isRegularExpressionLiteral(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind) ||
    /^import\.meta\.(url|dirname|filename)$/.test(node.getText())
  );
}

function isCounting({ operator }: ts.PrefixUnaryExpression): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

type Read = (node: ts.Node, path?: Path) => string | null;

function ofTemplate({ head, templateSpans: spans }: ts.TemplateExpression, read: Read): string | null {
  const [only, ...others] = spans;
  if (only && others.length === 0 && head.text === '' && only.literal.text === '')
    return read(only.expression);
  return composed(
    `text ${[head, ...spans.map(({ literal }) => literal)].map(({ text }) => text).join('%')}`,
    spans.map(({ expression }) => read(expression)),
  );
}

const PURE = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function ofOperator(node: ts.BinaryExpression, path: Path, read: Read): string | null {
  const { kind } = node.operatorToken;
  if (!PURE.has(kind)) return null;
  const isChoice = kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
  const left = read(node.left, isChoice ? path : []);
  // `process.env.SVC_USER || ''`
  if (isChoice && path.length === 0 && /^(['"`])\1$/.test(node.right.getText())) return left;
  return composed(node.operatorToken.getText(), [left, read(node.right, isChoice ? path : [])]);
}

function ofMember(
  reading: Reading,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  path: Path,
  at: At,
): string | null {
  const key = ts.isElementAccessExpression(node)
    ? keyOf(reading.read(node.argumentExpression, [], at))
    : memberName(node)!;
  if (key === null) return null;
  return reading.read(node.expression, [key, ...path], at);
}

/** A member that is written down, or worked out from what does not change. */
function keyOf(identity: string | null): string | null {
  if (identity === null) return null;
  return /^'[^']*'$|^\d+$/.test(identity) ? identity.replaceAll("'", '') : `[${identity}]`;
}

function ofObject(reading: Reading, node: ts.ObjectLiteralExpression, path: Path, at: At): string | null {
  const [key, ...rest] = path;
  const valueOf = (property: ts.ObjectLiteralElementLike, further: Path): string | null => {
    if (ts.isPropertyAssignment(property)) return reading.read(property.initializer, further, at);
    if (ts.isShorthandPropertyAssignment(property)) return reading.read(property.name, further, at);
    if (ts.isGetAccessor(property)) return ofBody(reading, property, further, { ...at, once: false });
    return ts.isSpreadAssignment(property) ? reading.read(property.expression, further, at) : null;
  };
  // One of its members, by a key of its own: each must be one value.
  if (key === undefined || key.startsWith('['))
    return composed(
      `object ${key ?? ''}`,
      node.properties.map((property) => valueOf(property, key === undefined ? [] : rest)),
    );
  for (const property of [...node.properties].reverse()) {
    // It may hold the member, or not: what stands before it would count then.
    if (ts.isSpreadAssignment(property)) return valueOf(property, path);
    if (property.name?.getText().replace(/^['"]|['"]$/g, '') === key) return valueOf(property, rest);
    if (property.name && ts.isComputedPropertyName(property.name)) return null;
  }
  return null;
}

function ofList({ elements }: ts.ArrayLiteralExpression, path: Path, read: Read): string | null {
  const [key, ...rest] = path;
  if (elements.some(ts.isSpreadElement)) return null;
  if (key === undefined)
    return composed(
      'list',
      elements.map((element) => read(element)),
    );
  const element = /^\d+$/.test(key) ? elements[Number(key)] : undefined;
  if (element) return read(element, rest);
  return key.startsWith('[')
    ? composed(
        `list ${key}`,
        elements.map((one) => read(one, rest)),
      )
    : null;
}
