import type { Library } from '../library.js';

const EACH = [
  'forEach',
  'map',
  'flatMap',
  'filter',
  'some',
  'every',
  'find',
  'findIndex',
  'reduce',
  'reduceRight',
  'each',
  'eachSeries',
  'mapSeries',
  'forEachAsync',
  'mapAsync',
  'concurrentMap',
  'eachLimit',
  'mapLimit',
  'times',
];

export const iteration: Library = {
  name: 'iteration',
  docs: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array#iterative_methods',
  roles: [
    { role: 'iteration', member: EACH },
    { role: 'iteration', member: ['from', 'fromAsync'], receiver: /^Array$/, positions: [1] },
    {
      role: 'iteration',
      callee: [
        'pMap',
        'pEach',
        // https://github.com/rxaviers/async-pool
        'asyncPool',
        'pMapSeries',
        'pEachSeries',
        'pReduce',
        'pFilter',
        'pTimes',
        'eachSeries',
        'mapSeries',
        'eachLimit',
        'mapLimit',
        'asyncForEach',
        'asyncMap',
        'forEachAsync',
        'mapAsync',
        'forEachOf',
        'mapValues',
      ],
    },
    { role: 'iteration', member: ['process', 'for'], receiver: /PromisePool|pool/i },
  ],
};
