import type { Library } from '../library.js';

/** Queues in the process: the worker is called for each thing that is pushed. */
export const fastq: Library = {
  name: 'fastq',
  docs: 'https://github.com/mcollina/fastq#usage-promise-api',
  modules: ['fastq'],
  roles: [
    { role: 'message', member: ['promise'], receiver: /^fastq$/ },
    { role: 'message', callee: ['fastq'] },
  ],
};
