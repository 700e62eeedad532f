import type { Library } from '../library.js';

export const promises: Library = {
  name: 'promises',
  docs: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Promise',
  roles: [
    // https://rxjs.dev/api/index/function/interval
    { role: 'timer', member: ['subscribe'], receiver: /^interval$/ },
    {
      role: 'inline',
      member: [
        'then',
        'catch',
        'finally',
        'tap',
        'spread',
        'asCallback',
        'done',
        'fail',
        'success',
        'error',
        'subscribe',
        'pipe',
      ],
    },
    { role: 'inline', construct: ['Promise', 'Observable'] },
    {
      role: 'retry',
      callee: ['retry', 'pRetry', 'asyncRetry', 'backOff', 'withRetry', 'promiseRetry', 'retryAsync'],
    },
    { role: 'retry', member: ['retry', 'operation'] },
  ],
};
