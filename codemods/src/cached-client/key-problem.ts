/** Requests that a drop-in could not recognise a second time. */
import { ts } from 'ts-morph';
import type { WireShape } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';
import { isMadeAnew } from './made-anew.js';
import { functionOf, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { symbolOf } from '../source/scope.js';

/** The reason, or null when two equal requests have equal keys. */
export function keyProblem(parsed: ParsedFile, call: ts.Node, wire: WireShape | null): ReasonCode | null {
  if (wire && !isAsked(wire)) return 'shape-not-modelled';
  // The package's forms are streams; those of the platform can be read.
  if (wire?.body === 'multipart' && /['"](form-data|formdata-node)['"]/.test(parsed.text))
    return 'key-not-computable';
  if (isMadeAnew(parsed, call, wire)) return 'key-not-computable';
  let problem: ReasonCode | null = null;
  const fn = functionOf(call);
  walk(ts.isSourceFile(fn) ? call : fn, (node) => {
    // An agent made for each call makes each call another one.
    if (ts.isNewExpression(node) && /agent\)?$/i.test(node.expression.getText()))
      problem = 'key-not-computable';
  });
  return problem;
}

/** Options that the drop-in of axios knows by their text. */
const KNOWN_BY_TEXT = /^(validateStatus|transformResponse)$/;

/** A function that is written down among the options of a call is another one each time, and may do another thing. */
export function holdsFunctions(parsed: ParsedFile, call: ts.CallExpression, isAxios: boolean): boolean {
  if (ts.isSourceFile(functionOf(call))) return false;
  return call.arguments.some((argument) => {
    const [declaration] = ts.isIdentifier(argument) ? (symbolOf(parsed, argument)?.declarations ?? []) : [];
    const isOfThisCall =
      declaration && ts.isVariableDeclaration(declaration) && functionOf(declaration) === functionOf(call);
    const options = isOfThisCall ? declaration.initializer : argument;
    if (!options || !ts.isObjectLiteralExpression(options)) return false;
    let found = false;
    walk(options, (node) => {
      if (isAxios && ts.isPropertyAssignment(node) && KNOWN_BY_TEXT.test(node.name.getText())) return false;
      // What is called at once gives a value: `list.map((one) => one.id)`.
      if (ts.isCallExpression(node)) return false;
      found ||= ts.isFunctionLike(node);
      return !found;
    });
    return found;
  });
}

/** By POST, or by GET with the grant in the address or a client that authenticates and says no grant. */
function isAsked(wire: WireShape): boolean {
  const method = wire.method.toUpperCase();
  const grant = wire.parameters.some(({ key }) => key === 'grant_type');
  return method === 'POST' || (method === 'GET' && (grant || isGrantless(wire)));
}

/** A client authenticates at the token endpoint and names no grant, for the vendor wants none. */
export function isGrantless({ parameters, opaque, basicAuth, headers }: WireShape): boolean {
  const isSeen = opaque.length === 0 && !parameters.some(({ key }) => key === 'grant_type');
  return isSeen && (basicAuth !== null || headers.some(({ key }) => /^authorization$/i.test(key)));
}
