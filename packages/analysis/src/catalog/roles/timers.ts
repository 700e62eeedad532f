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
    {
      role: 'inline',
      callee: ['setTimeout', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', '$timeout'],
    },
    { role: 'inline', member: ['setTimeout', 'nextTick'] },
  ],
};
