// Adds a batch of labels to the manifest: `node test/corpus/add-batch.mjs FILE [NAME]`.
// FILE holds one label a line; a repos.json beside it tells which trees were read whole. NAME defaults to FILE's folder.
// Adding a batch again replaces it, so that a corrected label file needs no other command.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** One JSON value a line; empty lines are nothing. */
export function readLines(text) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

/** The corpus the tool was first built with stands before the batches it had not seen. */
const order = (batch) => (batch === 'corpus' ? '' : batch);

/** The manifest with the batch in place of what it held of it. Throws when a label of another batch has the same id. */
export function mergeLabels(manifest, labels, batch) {
  const others = manifest.filter((label) => label.batch !== batch);
  const taken = new Set(others.map((label) => label.id));
  for (const label of labels)
    if (taken.has(label.id)) throw new Error(`${label.id} is a label of another batch already`);
  const after = others.findIndex((label) => order(label.batch) > order(batch));
  const place = after === -1 ? others.length : after;
  return others.toSpliced(place, 0, ...labels.map(({ id, ...rest }) => ({ id, batch, ...rest })));
}

/** The trees of a batch that its reader read whole: only there is an unlabelled finding known to be unlabelled. */
export function wholeTrees(repositories) {
  return repositories
    .filter((one) => one.exhaustive)
    .map(({ source = 'github', repo, commit }) => ({ source, repo, commit }));
}

function main([file, name = basename(dirname(resolve(file)))]) {
  const manifest = join(here, 'cases.jsonl');
  const read = join(here, 'whole-trees.json');
  const before = existsSync(manifest) ? readLines(readFileSync(manifest, 'utf8')) : [];
  const after = mergeLabels(before, readLines(readFileSync(file, 'utf8')), name);
  writeFileSync(manifest, after.map((label) => `${JSON.stringify(label)}\n`).join(''));
  const beside = join(dirname(resolve(file)), 'repos.json');
  if (existsSync(beside)) {
    const whole = JSON.parse(readFileSync(read, 'utf8'));
    whole[name] = wholeTrees(JSON.parse(readFileSync(beside, 'utf8')));
    writeFileSync(read, `${JSON.stringify(whole, null, 2)}\n`);
  }
  console.log(
    `${name}: ${after.filter((label) => label.batch === name).length} labels, ${after.length} in all`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
