import type { Library } from '../library.js';

const OPERATORS = ['switchMap', 'concatMap', 'mergeMap', 'exhaustMap', 'map', 'tap', 'flatMap', 'mergeScan'];

export const rxjs: Library = {
  name: 'rxjs',
  docs: 'https://rxjs.dev/guide/operators',
  modules: ['rxjs'],
  roles: [
    { role: 'timer', callee: OPERATORS, pipedFrom: /^(interval|timer)$/ },
    { role: 'iteration', callee: OPERATORS, pipedFrom: /^(from|of|range)$/ },
    { role: 'inline', callee: [...OPERATORS, 'catchError', 'finalize', 'defer', 'iif'] },
  ],
};
