/** A sign-in that gives an Observable: the redirect begins when somebody subscribes, as the request did. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { isAsync, memberName } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, styleOf } from '../../../source/style.js';
import type { Departure } from '../browser/replace-request.js';
import type { SignInFunction } from '../browser/sign-in-function.js';

/** Operators that say what is done when a request fails or ends. */
const KEPT = /^(catchError|finalize)$/;
const TO_PROMISE = /\b(firstValueFrom|lastValueFrom|toPromise|then)\b/;

/** Null where the function gives a promise, or the request is not that of Angular's HttpClient. */
export function observed(signIn: SignInFunction, site: RequestSite): Departure | null {
  const { fn, replaced } = signIn;
  if (site.client !== 'angular-http' || isAsync(fn)) return null;
  const nodes = 'kind' in replaced ? [replaced] : replaced;
  const type = fn.type?.getText() ?? '';
  if (/^Promise\b/.test(type) || nodes.some((node) => TO_PROMISE.test(node.getText()))) return null;
  const last = nodes.at(-1)!;
  const outer = ts.isReturnStatement(last) || ts.isExpressionStatement(last) ? last.expression : last;
  const links = outer ? chain(outer) : [];
  const operators = links.filter(isPipe).flatMap((pipe) => pipe.arguments.filter(isKept));
  const subscribe = links.find((link) => memberName(link.expression) === 'subscribe');
  const failure = subscribe ? failureOf(subscribe) : null;
  return {
    kept: failure ? [...operators, failure] : operators,
    word: ts.isReturnStatement(last) ? 'return ' : '',
    expression: (call, into) => {
      const end = failure ? observer(signIn.parsed, last, failure) : '';
      return (
        `${into.names.localFor('rxjs', 'defer')}(() => ${call})` +
        (operators.length === 0 ? '' : `.pipe(${listed(signIn.parsed, last, operators)})`) +
        (subscribe ? `.subscribe(${end})` : '')
      );
    },
  };
}

/** The operators as they stood, each on lines of its own where one of them has several. */
function listed(parsed: ParsedFile, statement: ts.Node, operators: readonly ts.Expression[]): string {
  const texts = operators.map((operator) => operator.getText());
  if (!texts.some((text) => text.includes('\n'))) return texts.join(', ');
  const { eol } = styleOf(parsed);
  const lines = operators.map(
    (operator, index) => `${eol}${indentationAt(parsed.text, operator.getStart())}${texts[index]},`,
  );
  return `${lines.join('')}${eol}${indentationAt(parsed.text, statement.getStart())}`;
}

/** The calls of members on each other, outermost first. */
function chain(expression: ts.Node): ts.CallExpression[] {
  const links: ts.CallExpression[] = [];
  let node: ts.Node = expression;
  while (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    links.push(node);
    node = node.expression.expression;
  }
  return links;
}

function isPipe(call: ts.CallExpression): boolean {
  return memberName(call.expression) === 'pipe';
}

function isKept(operator: ts.Expression): boolean {
  return ts.isCallExpression(operator) && KEPT.test(operator.expression.getText());
}

/** The handler of errors: the second argument, or the observer's member. */
function failureOf(subscribe: ts.CallExpression): ts.Expression | ts.MethodDeclaration | null {
  const [first, second] = subscribe.arguments;
  if (second) return second;
  if (!first || !ts.isObjectLiteralExpression(first)) return null;
  for (const member of first.properties) {
    if (member.name?.getText() !== 'error') continue;
    if (ts.isPropertyAssignment(member)) return member.initializer;
    if (ts.isMethodDeclaration(member)) return member;
  }
  return null;
}

/** As a person writes it: several lines where the handler has several. */
function observer(
  parsed: ParsedFile,
  statement: ts.Node,
  failure: ts.Expression | ts.MethodDeclaration,
): string {
  const text = failureText(failure);
  if (!text.includes('\n')) return `{ error: ${text} }`;
  const { eol } = styleOf(parsed);
  const indentation = indentationAt(parsed.text, failure.getStart());
  // An argument of its own begins on the statement's line: its lines stand right as they are.
  if (indentation === indentationAt(parsed.text, statement.getStart())) return `{ error: ${text} }`;
  return `{${eol}${indentation}error: ${text},${eol}${indentationAt(parsed.text, statement.getStart())}}`;
}

function failureText(failure: ts.Expression | ts.MethodDeclaration): string {
  if (!ts.isMethodDeclaration(failure)) return failure.getText();
  const parameters = failure.parameters.map((parameter) => parameter.getText()).join(', ');
  return `(${parameters}) => ${failure.body!.getText()}`;
}
