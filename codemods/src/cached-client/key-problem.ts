/** Requests that a drop-in could not recognise a second time. */
import { ts } from 'ts-morph';
import type { WireShape } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';
import { isMadeAnew } from './made-anew.js';
import { functionOf, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';

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
