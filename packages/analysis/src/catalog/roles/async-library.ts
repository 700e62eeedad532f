import type { Library } from '../library.js';

const RECEIVER = /^(async|neo-?async)$/i;

/** The callbacks of `async`: tasks run once each, iteratees once for each item, workers once for each task that is pushed. */
export const asyncLibrary: Library = {
  name: 'async-library',
  docs: 'https://caolan.github.io/async/v3/docs.html',
  modules: ['async', 'neo-async', 'async/waterfall', 'async/series', 'async/parallel'],
  roles: [
    {
      role: 'inline',
      member: ['waterfall', 'series', 'parallel', 'parallelLimit', 'auto', 'autoInject', 'tryEach', 'race'],
      receiver: RECEIVER,
    },
    { role: 'inline', callee: ['waterfall', 'series', 'parallel', 'parallelLimit'], needsImport: true },
    {
      role: 'iteration',
      member: [
        'whilst',
        'doWhilst',
        'until',
        'doUntil',
        'forever',
        'timesSeries',
        'timesLimit',
        'forEachSeries',
        'forEachLimit',
        'forEachOf',
        'forEachOfSeries',
        'forEachOfLimit',
        'eachOf',
        'eachOfSeries',
        'eachOfLimit',
        'concat',
        'concatSeries',
        'concatLimit',
        'filterSeries',
        'filterLimit',
        'mapValues',
        'mapValuesSeries',
      ],
      receiver: RECEIVER,
    },
    {
      role: 'message',
      member: ['queue', 'priorityQueue', 'cargo', 'cargoQueue'],
      receiver: RECEIVER,
      positions: [0],
    },
  ],
};
