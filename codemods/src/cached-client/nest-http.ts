/** Nest's HttpService returns observables; behind it stands an axios instance, which the drop-in wraps. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';
import { importedNames } from '../source/import-names.js';
import { callAt, walk } from '../source/nodes.js';
import { indentationAt } from '../source/style.js';
import { clientResult } from './clients.js';
import { keyProblem } from './key-problem.js';
import { TRANSPORTS, type SiteRewrite } from './rewrite.js';
import type { SiteContext } from './site-context.js';

const NEST = /^@nestjs\/(axios|common)$/;
const TO_PROMISE = /^(lastValueFrom|firstValueFrom)$/;

/**
 * `await lastValueFrom(this.http.post(…))` becomes `await cachedAxios(this.http.axiosRef).post(…)`; an observable that is
 * used as one is made of it by `defer`.
 */
export function nestRequest(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const { parsed, names } = context;
  const call = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression))
    return 'shape-not-modelled';
  // A class of the application's own may have the name, and no axios instance behind it.
  if (!importedNames(parsed).some(({ module, name }) => name === 'HttpService' && NEST.test(module)))
    return 'shape-not-modelled';
  const { expression: service, name } = call.expression;
  if (!clientResult('axios')!.transport!.members.includes(name.text)) return 'shape-not-modelled';
  const problem = keyProblem(parsed, call, site.wire);
  if (problem) return problem;

  const wrapped = `${names.localFor(TRANSPORTS, 'cachedAxios')}(${service.getText()}.axiosRef)`;
  const edits: SiteRewrite['edits'] = [{ start: service.getStart(), end: service.end, text: wrapped }];
  const imports: SiteRewrite['imports'] = [{ module: TRANSPORTS, name: 'cachedAxios' }];
  const kept = [{ start: service.getStart(), end: service.end }];
  const whole = promiseOf(call);
  if (whole) {
    edits.push(...around(parsed.text, whole, call), ...outdented(parsed.text, whole, call));
  } else {
    if (awaitsInside(call)) return 'shape-not-modelled';
    const defer = names.localFor('rxjs', 'defer');
    imports.push({ module: 'rxjs', name: 'defer' });
    edits.push(
      { start: call.getStart(), end: call.getStart(), text: `${defer}(() => ` },
      { start: call.end, end: call.end, text: ')' },
    );
  }
  return { edits, kept, imports, form: 'transport' };
}

/** The expression that makes a promise of the observable and does nothing else. */
function promiseOf(call: ts.CallExpression): ts.CallExpression | null {
  const { parent } = call;
  if (ts.isCallExpression(parent) && parent.arguments.length === 1 && parent.arguments[0] === call)
    return ts.isIdentifier(parent.expression) && TO_PROMISE.test(parent.expression.text) ? parent : null;
  if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== 'toPromise') return null;
  return ts.isCallExpression(parent.parent) && parent.parent.expression === parent ? parent.parent : null;
}

/** Deletes what stands around the call; comments between them would be lost, so the space is kept where there is one. */
function around(text: string, whole: ts.Node, call: ts.Node): SiteRewrite['edits'] {
  const before = { start: whole.getStart(), end: call.getStart(), text: '' };
  const after = { start: call.end, end: whole.end, text: '' };
  for (const edit of [before, after]) {
    const comment = /\/\*[\s\S]*?\*\//.exec(text.slice(edit.start, edit.end));
    if (comment) edit.text = `${comment[0]} `;
  }
  return [before, after].filter((edit) => edit.end > edit.start);
}

/** The lines of a call that stood on lines of its own go back to where the outer call began. */
function outdented(text: string, whole: ts.Node, call: ts.Node): SiteRewrite['edits'] {
  const [inner, outer] = [call, whole].map((node) => indentationAt(text, node.getStart()));
  const more = inner!.length - outer!.length;
  const written = call.getText();
  // The lines of a template are its text.
  if (more <= 0 || !inner!.startsWith(outer!) || /`[^`]*\n[^`]*`/.test(written)) return [];
  return [...written.matchAll(/\n(?=[ \t])/g)].flatMap(({ index }) => {
    const start = call.getStart() + index + 1;
    const lead = /^[ \t]*/.exec(text.slice(start))![0];
    return lead.startsWith(inner!) ? [{ start, end: start + more, text: '' }] : [];
  });
}

function awaitsInside(call: ts.Node): boolean {
  let awaits = false;
  walk(call, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) awaits = true;
    return !awaits;
  });
  return awaits;
}
