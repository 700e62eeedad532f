// `npm run corpus -- --repos DIR`: runs `check` and two rivals on every labelled tree and scores them alike.
// DIR holds git folders OWNER+NAME/repo that contain the labelled commits; packages come from the npm registry.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { readLines } from '../test/corpus/add-batch.mjs';
import { hostsOf } from '../test/corpus/hosts.mjs';
import { scoreTree } from '../test/corpus/score.mjs';
import { linesOf, resultOf, tablesOf } from '../test/corpus/tables.mjs';
import { eslintFindings, grepFindings, ourFindings } from '../test/corpus/tools.mjs';
import { labelsGone, treesOf, writeTree } from '../test/corpus/trees.mjs';

const { values: options } = parseArgs({
  options: {
    repos: { type: 'string' },
    work: { type: 'string', default: join(tmpdir(), 'grant-migrate-corpus') },
    batch: { type: 'string', multiple: true },
    parallel: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    misses: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    hosts: { type: 'boolean', default: false },
  },
});
if (!options.repos || !existsSync(options.repos)) {
  console.error(
    'Usage: npm run corpus -- --repos DIR [--batch NAME]… [--misses] [--json] [--readme] [--hosts] [--work DIR] [--parallel N]',
  );
  process.exit(2);
}

const corpus = fileURLToPath(new URL('../test/corpus/', import.meta.url));
const read = (file) => readFileSync(join(corpus, file), 'utf8');
const chosen = ({ batch }) => !options.batch || options.batch.includes(batch);
const labels = readLines(read('cases.jsonl')).filter(chosen);
const whole = Object.entries(JSON.parse(read('whole-trees.json')))
  .flatMap(([batch, trees]) => trees.map((tree) => ({ ...tree, batch })))
  .filter(chosen);
const tools = {
  'grant-migrate': ourFindings,
  'no-restricted-syntax': eslintFindings,
  grep: grepFindings,
};

mkdirSync(options.work, { recursive: true });
const trees = treesOf(labels, whole);
if (options.hosts) {
  const different = await compareHosts();
  process.exit(different === 0 ? 0 : 1);
}
const run = { outcomes: {}, absent: [], gone: [], crashed: [], trees: trees.length };
for (const tool of Object.keys(tools)) run.outcomes[tool] = [];
await inParallel(trees, Number(options.parallel), async (tree) => {
  const folder = await writeTree(tree, options);
  if (folder === null) return void run.absent.push(tree.key);
  const gone = labelsGone(tree, folder);
  run.gone.push(...gone.map(({ id }) => id));
  const held = { ...tree, labels: tree.labels.filter((label) => !gone.includes(label)) };
  if (held.labels.length === 0 && !tree.whole) return;
  for (const [tool, findingsIn] of Object.entries(tools)) {
    // A tool that crashes finds nothing: its labels are misses, and the crash is named.
    const findings = await findingsIn(folder).catch((error) => {
      run.crashed.push(`${tool} ${tree.key}: ${error.message}`);
      return [];
    });
    run.outcomes[tool].push(...scoreTree(held, findings));
  }
});

if (options.misses) console.log(linesOf(run).join('\n'));
if (options.json) console.log(JSON.stringify(resultOf(run), null, 2));
else console.log(tablesOf(run));
if (options.readme) {
  const between = /(<!-- figures -->\n)[^]*(<!-- end of figures -->)/;
  const text = read('README.md').replace(between, (_, start, end) => `${start}\n${tablesOf(run)}\n\n${end}`);
  writeFileSync(join(corpus, 'README.md'), await format(text, { parser: 'markdown' }));
}

/** The command and the ESLint plugin on every tree; answers in how many findings they part. */
async function compareHosts() {
  const sum = { trees: 0, both: 0, different: 0, unreadable: 0, crashed: 0 };
  await inParallel(trees, Number(options.parallel), async (tree) => {
    const folder = await writeTree(tree, options);
    if (folder === null) return console.log(`not to be had: ${tree.key}`);
    const hosts = await hostsOf(folder).catch((error) => {
      sum.crashed++;
      console.log(`crashed: ${tree.key} ${error.message}`);
    });
    if (!hosts) return;
    const { both, commandOnly, pluginOnly, unreadable } = hosts;
    for (const name of commandOnly) console.log(`command alone: ${tree.key} ${name}`);
    for (const name of pluginOnly) console.log(`plugin alone: ${tree.key} ${name}`);
    sum.trees++;
    sum.both += both;
    sum.unreadable += unreadable;
    sum.different += commandOnly.length + pluginOnly.length;
  });
  console.log(
    `${sum.trees} trees: ${sum.both} findings of both, ${sum.different} of one alone, ${sum.unreadable} in files that ESLint's parser refuses, ${sum.crashed} trees crashed`,
  );
  return sum.different + sum.crashed;
}

async function inParallel(items, width, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
