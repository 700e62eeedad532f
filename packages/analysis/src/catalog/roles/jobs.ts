import type { Library } from '../library.js';

export const jobs: Library = {
  name: 'jobs',
  docs: 'https://github.com/node-cron/node-cron#readme',
  roles: [
    { role: 'job', member: ['schedule', 'scheduleJob', 'define', 'every', 'cron', 'timer', 'addCronJob'] },
    { role: 'job', member: ['onRun'] },
    { role: 'job', callee: ['schedule', 'scheduleJob', 'cron', 'onSchedule', 'defineTask', 'Cron'] },
    { role: 'job', construct: ['CronJob', 'Cron', 'CronJobManager', 'AsyncTask', 'Task'] },
    { role: 'job', key: ['onTick'] },
    { role: 'job', construct: ['CronJob'], key: ['onTick'] },
  ],
};
