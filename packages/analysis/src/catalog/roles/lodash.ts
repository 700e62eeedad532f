import type { Library } from '../library.js';

/** The functions of lodash that go over a list, imported by their own names. */
export const lodash: Library = {
  name: 'lodash',
  docs: 'https://lodash.com/docs/4.17.15#forEach',
  modules: ['lodash', 'lodash-es', 'underscore'],
  roles: [
    {
      role: 'iteration',
      callee: [
        'forEach',
        'forEachRight',
        'each',
        'eachRight',
        'map',
        'flatMap',
        'forOwn',
        'forIn',
        'reduce',
        'times',
      ],
      needsImport: true,
    },
  ],
};
