/** Requests that are made to see whether they succeed: `validateCredentials`, a health check. Answered from a cache they say nothing. */
import { ts } from 'ts-morph';
import { functionName } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isTested, valuesOf, withAwait } from './failure-reads.js';
import { helperOf } from './helper.js';
import { usesOfHelper } from './recovery.js';
import type { SiteContext } from './site-context.js';

const CHECKING =
  /^(validate|verify|check|test|ping|probe|isValid|are)\w*|health|(isUp|isAvailable|connectionTest)$/i;

/** The request, or a caller of its function in any file, looks at nothing but whether a token came. */
export function isCheckOfCredentials(context: SiteContext, request: ts.Node): boolean {
  const { parsed } = context;
  if (isChecked(parsed, request)) return true;
  const helper = helperOf(parsed, request);
  if (!helper) return false;
  const here = usesOfHelper(parsed, request).map((use) => ({ parsed, call: use.parent }));
  return [...here, ...context.callsElsewhere(helper, parsed.file)].some(({ parsed: file, call }) =>
    isChecked(file, call),
  );
}

function isChecked(parsed: ParsedFile, call: ts.Node): boolean {
  const fn = ts.findAncestor(call.parent, ts.isFunctionLike);
  if (fn && saysWhether(fn, call)) return true;
  if (!fn || !CHECKING.test(functionName(fn) ?? '')) return false;
  const [value, ...names] = valuesOf(parsed, call);
  const { parent } = value!;
  if (ts.isExpressionStatement(parent)) return true;
  const isBound = ts.isVariableDeclaration(parent) || ts.isPropertyAccessExpression(parent);
  return isBound ? names.length > 0 && names.every(isTruthAlone) : isTruthAlone(value!);
}

/** `Boolean(token)`, `!!token`, `token !== undefined`, `response.status` and `response.ok` */
function isTruthAlone(node: ts.Node): boolean {
  const { parent } = node;
  if (isTested(node)) return true;
  if (ts.isCallExpression(parent) && parent.expression.getText() === 'Boolean') return true;
  return ts.isPropertyAccessExpression(parent) && /^(ok|status|statusCode)$/.test(parent.name.text);
}

/** `getToken().then(() => true, () => false)`, `try { await getToken(); return true; } catch { return false; }` */
function saysWhether(fn: ts.SignatureDeclaration, call: ts.Node): boolean {
  const { parent } = withAwait(call);
  if (ts.isExpressionStatement(parent)) {
    const around = ts.findAncestor(parent, (node) => node === fn || ts.isTryStatement(node));
    return (
      around !== undefined &&
      ts.isTryStatement(around) &&
      around.catchClause !== undefined &&
      answersTruth(around.tryBlock) &&
      (answersTruth(around.catchClause.block) || isLastFalse(around))
    );
  }
  const then =
    ts.isPropertyAccessExpression(parent) && parent.name.text === 'then' ? parent.parent : undefined;
  const callback = then && ts.isCallExpression(then) ? then.arguments[0] : undefined;
  if (!callback || !ts.isArrowFunction(callback) || callback.parameters.length > 0) return false;
  return ts.isBlock(callback.body) ? answersTruth(callback.body) : isTruth(callback.body);
}

function isTruth(node: ts.Node | undefined): boolean {
  return node?.kind === ts.SyntaxKind.TrueKeyword || node?.kind === ts.SyntaxKind.FalseKeyword;
}

function answersTruth(block: ts.Block): boolean {
  return block.statements.some((one) => ts.isReturnStatement(one) && isTruth(one.expression));
}

/** `try { …; return true; } catch {} return false;` */
function isLastFalse(around: ts.TryStatement): boolean {
  return ts.isBlock(around.parent) && answersTruth(around.parent);
}
