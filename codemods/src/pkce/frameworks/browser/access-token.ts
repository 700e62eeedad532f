/** Whether an expression is the access token of the answer, so that what is done with it is known to be done with the token. */
import { ts } from 'ts-morph';
import { memberName, walk, withoutParens } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { symbolOf } from '../../../source/scope.js';
import type { Keeper } from './keepers.js';
import type { SignInFunction } from './sign-in-function.js';

const NAMES = /^(access_token|accessToken)$/;

export interface TokenSense {
  isAccessToken(parsed: ParsedFile, value: ts.Node): boolean;
}

/** `keepers`: functions that are given the token behind the sign-in. */
export function tokenSense(signIn: SignInFunction, keepers: readonly Keeper[] = []): TokenSense {
  const nodes = 'kind' in signIn.replaced ? [signIn.replaced] : signIn.replaced;
  // Looked at in the function's own file first: what it returns is what its callers have.
  const returnsToken = nodes.some((node) => givesToken(node, signIn.parsed));

  function givesToken(root: ts.Node, parsed: ParsedFile): boolean {
    let found = false;
    walk(root, (node) => {
      const value = ts.isReturnStatement(node)
        ? node.expression
        : ts.isArrowFunction(node) && !ts.isBlock(node.body)
          ? node.body
          : undefined;
      if (value && isToken(parsed, value, false)) found = true;
    });
    return found;
  }

  function isToken(parsed: ParsedFile, expression: ts.Node, mayCall: boolean): boolean {
    const value = withoutParens(expression);
    const member = memberName(value);
    if (member !== undefined && NAMES.test(member)) return true;
    if (ts.isTemplateExpression(value)) return false;
    if (ts.isCallExpression(value))
      return mayCall && signIn.name !== null && calls(value, signIn.name) && returnsToken;
    if (member !== undefined) return assigned(parsed, value, mayCall);
    return ts.isIdentifier(value) && declared(parsed, value, mayCall);
  }

  function declared(parsed: ParsedFile, name: ts.Identifier, mayCall: boolean): boolean {
    return (symbolOf(parsed, name)?.declarations ?? []).some((declaration) => {
      if (ts.isBindingElement(declaration))
        return NAMES.test((declaration.propertyName ?? declaration.name).getText());
      if (ts.isVariableDeclaration(declaration))
        return declaration.initializer
          ? isToken(parsed, declaration.initializer, mayCall)
          : assigned(parsed, name, mayCall);
      if (!ts.isParameter(declaration) || !mayCall) return false;
      // `login(…).then((token) => …)`, and `setToken(token)` where each call gives it.
      return isResultOfSignIn(declaration) || isGiven(declaration);
    });
  }

  /** `this.token = data.access_token`: the same text is written from the token in this file. */
  function assigned(parsed: ParsedFile, target: ts.Node, mayCall: boolean): boolean {
    let found = false;
    walk(parsed.tree, (node) => {
      if (
        ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        node.left !== target &&
        node.left.getText() === target.getText() &&
        isToken(parsed, node.right, mayCall)
      )
        found = true;
    });
    return found;
  }

  function isGiven(parameter: ts.ParameterDeclaration): boolean {
    const keeper = keepers.find(({ fn }) => fn === parameter.parent);
    const index = keeper?.fn.parameters.indexOf(parameter) ?? -1;
    return (
      keeper !== undefined &&
      keeper.calls.every(({ parsed, call }) => {
        const given = call.arguments[index];
        return given !== undefined && isToken(parsed, given, true);
      })
    );
  }

  function isResultOfSignIn(parameter: ts.ParameterDeclaration): boolean {
    const then = parameter.parent.parent;
    return (
      ts.isCallExpression(then) &&
      ts.isPropertyAccessExpression(then.expression) &&
      then.expression.name.text === 'then' &&
      ts.isCallExpression(then.expression.expression) &&
      signIn.name !== null &&
      calls(then.expression.expression, signIn.name) &&
      returnsToken
    );
  }

  return { isAccessToken: (parsed, value) => isToken(parsed, value, true) };
}

function calls(call: ts.CallExpression, name: string): boolean {
  return ts.isPropertyAccessExpression(call.expression)
    ? call.expression.name.text === name
    : call.expression.getText() === name;
}
