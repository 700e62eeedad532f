import type { Library } from '../library.js';

/** Queues whose object may have any name: `q.process(fn)`. */
export const queues: Library = {
  name: 'queues',
  docs: 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queueprocess',
  modules: ['bull', 'bee-queue', 'kue'],
  roles: [{ role: 'message', member: ['process'], needsImport: true }],
};
