// Runs commands in turns and takes medians: on a machine that also does other things only what ran side by side compares.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GNU_TIME = '/usr/bin/time';
const told = join(tmpdir(), `grant-migrate-bench-${process.pid}`);

/** Seconds by the clock and of the processors, MB at the peak (both only where GNU time is there), exit status. */
export function once({ command, cwd, env }) {
  const timed = existsSync(GNU_TIME);
  const [program, ...args] = timed ? [GNU_TIME, '-f', '%U %S %M', '-o', told, ...command] : command;
  const began = performance.now();
  const run = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const wall = (performance.now() - began) / 1000;
  const [user, system, peak] = timed
    ? readFileSync(told, 'utf8').trim().split('\n').at(-1).split(' ').map(Number)
    : [];
  return { wall, cpu: timed ? user + system : undefined, peak: timed ? peak / 1024 : undefined, run };
}

/** Medians by name. `runs`: name to what `once` takes; each round runs every one of them, after one that does not count. */
export function inTurns(runs, rounds) {
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(runs)) {
      run.before?.();
      const result = once(run);
      if (result.run.error) throw result.run.error;
      if (round > 0) results[name].push(result);
    }
  }
  return Object.fromEntries(
    Object.entries(results).map(([name, list]) => [
      name,
      {
        wall: median(list.map(({ wall }) => wall)),
        cpu: median(list.map(({ cpu }) => cpu)),
        peak: Math.max(...list.map(({ peak }) => peak)),
        stdout: list.at(-1).run.stdout,
      },
    ]),
  );
}

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
