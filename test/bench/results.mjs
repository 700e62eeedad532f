// The figures as a page.
const ratio = (a, b) => (a === undefined || b === undefined || b === 0 ? '–' : (a / b).toFixed(2));
const seconds = (value) => (value === undefined ? '–' : value.toFixed(2));
const row = (...cells) => `| ${cells.join(' | ')} |`;
const head = (...cells) => [row(...cells), row(...cells.map(() => '---'))];
const met = (value, bound) => (value <= bound ? 'met' : 'missed');

function exponent(small, large, of) {
  return Math.log(of(large) / of(small)) / Math.log(large.size / small.size);
}

function ratios({ size, times }) {
  return Object.entries(times).map(([name, { wall, cpu, peak }]) =>
    row(
      size,
      name,
      seconds(wall),
      seconds(cpu),
      peak ? Math.round(peak) : '–',
      ratio(times['check --no-cache'].wall, wall),
      ratio(times.check.wall, wall),
    ),
  );
}

function targets({ bySize, staged, eslint }) {
  const at = bySize.find(({ size }) => size === 6000);
  const lines = [];
  const add = (what, value, bound, unit = '') =>
    lines.push(
      row(
        what,
        `≤ ${bound}${unit}`,
        Number.isFinite(value) ? `${value.toFixed(2)}${unit}` : '–',
        Number.isFinite(value) ? met(value, bound) : 'not measured',
      ),
    );
  if (at) {
    const cold = at.times['check --no-cache'].wall;
    const against = (name) => cold / (at.times[name]?.wall ?? NaN);
    add('6,000 files without cache, to oxlint', against('oxlint'), 1);
    add('6,000 files without cache, to ast-grep', against('ast-grep'), 1);
    add('6,000 files without cache, to rg', against('rg'), 4);
    add('6,000 files with cache, to rg', at.times.check.wall / (at.times.rg?.wall ?? NaN), 2.5);
    add('peak memory at 6,000 files', at.times['check --no-cache'].peak, 200, ' MB');
    for (const large of bySize.filter(({ size }) => size > 6000))
      add(
        `growth from 6,000 to ${large.size} files, exponent`,
        exponent(at, large, ({ times }) => times['check --no-cache'].wall),
        1.05,
      );
  }
  const most = bySize.find(({ size }) => size === 100_000);
  if (most) add('peak memory at 100,000 files', most.times['check --no-cache'].peak, 500, ' MB');
  add(
    `--staged, ten files without a candidate in ${staged.size}, to node -e 0`,
    staged.times.staged.wall / staged.times['node -e 0'].wall,
    3,
  );
  add('our rules in a lint run, no OAuth', eslint.without.later.share, 3, ' %');
  add('our rules in a lint run, no OAuth, the first', eslint.without.first.share, 3, ' %');
  add('our rules in a lint run, with OAuth', eslint.with.later.share, 8, ' %');
  add('our rules in a lint run, with OAuth, the first', eslint.with.first.share, 8, ' %');
  return lines;
}

const lint = (name, { seconds: all, ours, share, ofRules }) =>
  row(name, seconds(all), seconds(ours), `${share.toFixed(1)} %`, `${ofRules.toFixed(1)} %`);

export function results(measured) {
  const { machine, made, versions, bySize, eslint, codemods } = measured;
  const { migrate, check } = codemods.times;
  return [
    '# Results of `npm run bench`',
    '',
    `Written by the run. ${machine}. Trees are made of ${made}; one file in a hundred belongs to a service that requests`,
    'tokens. Medians of runs in turns; compare ratios, not seconds. Where the time goes: README.md beside this page.',
    '',
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' · '),
    '',
    '## Targets',
    '',
    ...head('what', 'target', 'measured', ''),
    ...targets(measured),
    '',
    '## By size',
    '',
    ...head('files', 'command', 's', 'processor s', 'peak MB', '`check --no-cache` to it', '`check` to it'),
    ...bySize.flatMap(ratios),
    '',
    ...bySize.map(
      ({ size, summary }) => `${size} files: ${summary.filesParsed} parsed, ${summary.findings} findings.  `,
    ),
    '',
    '## ESLint, 1,000 files',
    '',
    ...head('tree', 'lint run, s', 'ours, s', 'of the run', 'of all rules'),
    lint('without OAuth', eslint.without.later),
    lint('without OAuth, first run', eslint.without.first),
    lint('with OAuth', eslint.with.later),
    lint('with OAuth, first run', eslint.with.first),
    '',
    '## Codemods, 500 requests in 100 files',
    '',
    `\`migrate\` (plan, proof, no writing): ${seconds(migrate.wall)} s, ${Math.round(migrate.peak)} MB, ${codemods.migrated} migrated;`,
    `\`check\` of the same: ${seconds(check.wall)} s.`,
    '',
  ].join('\n');
}
