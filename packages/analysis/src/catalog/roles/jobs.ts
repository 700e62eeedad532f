import type { Library } from '../library.js';

export const jobs: Library = {
  name: 'jobs',
  docs: 'https://github.com/node-cron/node-cron#readme',
  roles: [
    { role: 'job', member: ['scheduleJob', 'define', 'every', 'cron', 'timer', 'addCronJob'] },
    // `cron.schedule('* * * * *', fn)`; `limiter.schedule(fn)` calls it in its turn.
    { role: 'job', member: ['schedule'], positions: [1, 2] },
    { role: 'job', member: ['onRun'] },
    { role: 'job', callee: ['schedule', 'scheduleJob', 'cron', 'onSchedule', 'defineTask', 'Cron'] },
    { role: 'job', construct: ['CronJob', 'Cron', 'CronJobManager', 'AsyncTask', 'Task'] },
    { role: 'job', key: ['onTick'] },
    { role: 'job', construct: ['CronJob'], key: ['onTick'] },
  ],
};
