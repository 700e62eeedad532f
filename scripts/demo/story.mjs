// The story of the demo: the job hits the limit, the command finds why, rewrites it, and the job runs through.
import { join } from 'node:path';
import { copyApp, root } from '../../test/apps/copy.mjs';
import { readApp, runApp } from '../../test/apps/run.mjs';
import { startAuthorizationServer } from '../../test/authorization-server/server.mjs';
import { createPage } from './page.mjs';
import { brokenPromises, ORDERS } from './promises.mjs';
import { command, workTreeIsClean } from './commands.mjs';
import { summary } from './summary.mjs';

const SAMPLE = join(root, 'test/apps/order-sync');

/**
 * @param {{ keep: boolean }} options
 * @returns {Promise<boolean>} whether everything came out as promised
 */
export async function demo({ keep }) {
  const page = createPage(process.stdout);
  const copy = copyApp(SAMPLE, 'demo');
  const server = await startAuthorizationServer();
  // Ctrl-C reaches the running command too; what is left to do is not to leave a copy behind.
  const interrupted = () => {
    if (!keep) copy.remove();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    return await tell(page, server, copy.folder);
  } finally {
    process.off('SIGINT', interrupted);
    await server.close();
    if (keep) page.note(`The migrated copy is in ${copy.folder}`);
    else copy.remove();
  }
}

/**
 * @param {import('./page.mjs').Page} page
 * @param {import('../../test/authorization-server/server.mjs').AuthorizationServer} server
 * @param {string} folder the copy of the sample
 */
async function tell(page, server, folder) {
  const app = readApp(SAMPLE);
  const runJob = async () => {
    const run = await runApp(folder, { server, app, perSecond: 4 });
    page.output(run.stdout + run.stderr);
    const { tokenRequests, s429 } = run.stats;
    page.note(`${tokenRequests} token ${tokenRequests === 1 ? 'request' : 'requests'}, ${s429} answered 429`);
    return run;
  };

  page.heading(`order-sync sends ${ORDERS} orders to an API, and logs its service account in for each`);
  page.note(
    'The authorization server is local and limits as Okta does: four token requests a second for one user.',
  );
  page.command('npm start');
  const before = await runJob();

  page.heading('Why? The lines that ask for tokens without need, and the way to them');
  const check = await command(page, ['check'], folder);

  page.heading('The cure: ask once, reuse until it expires. First shown, nothing written');
  const plan = await command(page, ['migrate', '--to', 'cached-client'], folder);
  const planWroteNothing = workTreeIsClean(folder);

  page.heading('Then written');
  const write = await command(page, ['migrate', '--to', 'cached-client', '--write'], folder, {
    diffIsKnown: true,
  });

  page.heading('The same job again');
  page.note('@grant-migrate/token-client is linked from this repository; elsewhere `npm install` brings it.');
  page.command('npm start');
  const after = await runJob();

  page.heading('Before and after');
  page.output(summary(before, after, page.colors));
  const broken = brokenPromises({ before, check, plan, planWroteNothing, write, after });
  for (const promise of broken) page.failure(promise);
  if (broken.length === 0)
    page.success('npx grant-migrate check', 'does the first step in your own repository');
  return broken.length === 0;
}
