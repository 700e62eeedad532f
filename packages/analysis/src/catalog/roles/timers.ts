import type { Library } from '../library.js';

export const timers: Library = {
  name: 'timers',
  docs: 'https://nodejs.org/docs/latest/api/timers.html',
  roles: [
    {
      role: 'timer',
      callee: ['setInterval', 'setIntervalAsync', 'setDynamicInterval', 'useInterval', '$interval'],
    },
    { role: 'timer', member: ['setInterval'] },
    // interval-promise and p-forever, by the name of their module.
    { role: 'timer', callee: ['intervalPromise', 'pForever'] },
    {
      role: 'inline',
      callee: ['setTimeout', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', '$timeout'],
    },
    { role: 'inline', member: ['setTimeout', 'nextTick'] },
  ],
};
