/** Writes that may change a value which is read elsewhere: assignments, `delete`, `Object.assign`, `set` of a configuration, `dotenv` with `override`. */
import { ts } from 'ts-morph';
import { memberName, walk, withoutParens } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isAssignment, within } from '../source/scope.js';
import type { Place } from './reads.js';

export interface Write {
  parsed: ParsedFile;
  node: ts.Node;
  /** What is written to, from the outside in: `config.user` is `config` and its path `user`. */
  root: ts.Node;
  path: Place['path'];
  /** What is written; undefined where that is not one value. */
  value: ts.Expression | undefined;
}

const DEFAULTS = new Set([ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.QuestionQuestionEqualsToken]);
/** What they are given first is changed. */
const ASSIGNS =
  /^(Object\.(assign|defineProperty)|((_|lodash|R|Reflect)\.)?(assign|assignIn|extend|merge|mergeWith|set|unset))$/;
const SETTERS = /^(set|put|merge|override|overrides|load|update|assign|defaults)$/;

/** Those that replace what was there; one that fills in what is missing is none. */
export function writesIn(parsed: ParsedFile): readonly Write[] {
  let writes = known.get(parsed);
  if (!writes) known.set(parsed, (writes = readWrites(parsed)));
  return writes;
}

const known = new WeakMap<ParsedFile, Write[]>();

function readWrites(parsed: ParsedFile): Write[] {
  const writes: Write[] = [];
  walk(parsed.tree, (node) => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      if (DEFAULTS.has(node.operatorToken.kind) || isDefault(node)) return;
      const plain = node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      for (const target of targetsOf(node.left))
        writes.push({
          parsed,
          node,
          ...chainOf(target),
          value: plain && target === node.left ? node.right : undefined,
        });
    } else if (ts.isDeleteExpression(node))
      writes.push({ parsed, node, ...chainOf(node.expression), value: undefined });
    else if (
      (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
    )
      writes.push({ parsed, node, ...chainOf(node.operand), value: undefined });
    else if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && ts.isExpression(node.initializer))
      writes.push({ parsed, node, ...chainOf(node.initializer), value: undefined });
    else if (ts.isCallExpression(node)) writes.push(...writesOfCall(parsed, node));
  });
  return writes;
}

/** The names and members on the left side, also within a pattern. */
function targetsOf(left: ts.Expression): ts.Expression[] {
  const node = withoutParens(left) as ts.Expression;
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(targetsOf);
  if (!ts.isObjectLiteralExpression(node)) return [left];
  return node.properties.flatMap((property) =>
    ts.isPropertyAssignment(property)
      ? targetsOf(property.initializer)
      : ts.isShorthandPropertyAssignment(property)
        ? [property.name]
        : [],
  );
}

function chainOf(target: ts.Node, path: Place['path'] = []): Pick<Write, 'root' | 'path'> {
  const node = withoutParens(target);
  const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isMember && node.getText() !== 'process.env'
    ? chainOf(node.expression, [memberName(node), ...path])
    : { root: node, path };
}

function writesOfCall(parsed: ParsedFile, call: ts.CallExpression): Write[] {
  const callee = call.expression.getText();
  const [first, ...others] = call.arguments;
  const base = { parsed, node: call };
  if (ASSIGNS.test(callee) && first) {
    const target = chainOf(first);
    return others.flatMap((source): Write[] => {
      if (!ts.isObjectLiteralExpression(source))
        return [{ ...base, ...target, path: [...target.path, undefined], value: undefined }];
      return source.properties.map((property) => ({
        ...base,
        ...target,
        path: [
          ...target.path,
          property.name && !ts.isComputedPropertyName(property.name)
            ? property.name.getText().replace(/['"]/g, '')
            : undefined,
        ],
        value: ts.isPropertyAssignment(property)
          ? property.initializer
          : ts.isShorthandPropertyAssignment(property)
            ? property.name
            : undefined,
      }));
    });
  }
  if (/dotenv|\bconfig$|\bpopulate$/i.test(callee) && /\boverride\s*:\s*(?!false)/.test(call.getText()))
    return [{ ...base, root: call, path: [undefined], value: first }];
  if (ts.isPropertyAccessExpression(call.expression) && SETTERS.test(call.expression.name.text) && first) {
    const target = chainOf(call.expression.expression);
    const key = ts.isStringLiteralLike(first) ? first.text : undefined;
    return [{ ...base, ...target, path: [...target.path, key], value: others[0] }];
  }
  return [];
}

/** `x = x || y`, or the write stands where `x` was seen to be missing. */
function isDefault({ left, right }: ts.BinaryExpression): boolean {
  const place = withoutSpace(left);
  if (ts.isBinaryExpression(right) && withoutSpace(right.left) === place)
    return [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(
      right.operatorToken.kind,
    );
  const check = ts.findAncestor(left, (outer) => ts.isIfStatement(outer) || ts.isFunctionLike(outer));
  if (!check || !ts.isIfStatement(check) || !within(left, check.thenStatement)) return false;
  const asked = withoutSpace(check.expression);
  const target = withoutParens(left);
  const missing = [`!${place}`, `${place}===undefined`, `${place}==null`];
  if (ts.isElementAccessExpression(target))
    missing.push(`!(${withoutSpace(target.argumentExpression)}in${withoutSpace(target.expression)})`);
  return missing.some((text) => asked.includes(text));
}

function withoutSpace(node: ts.Node): string {
  return node.getText().replace(/\s+/g, '');
}
