import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Formatter } from './formatter.js';
import { nearestFolder, resolveFrom } from './own-module.js';

const configurations = ['biome.json', 'biome.jsonc', '.biome.json', '.biome.jsonc'];

/** The project's biome, a program: the text goes in and comes out (https://biomejs.dev/reference/cli/#biome-format). */
export function biomeOf(root: string): Formatter {
  return (file, text) => {
    const program = resolveFrom(root, file, '@biomejs/biome/bin/biome');
    const folder = nearestFolder(root, file, (candidate) => configurationIn(candidate) !== undefined) ?? root;
    const path = relative(folder, join(root, file));
    const ran = spawnSync(process.execPath, [program, 'format', `--stdin-file-path=${path}`], {
      cwd: folder,
      input: text,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, NO_COLOR: '1' },
    });
    if (ran.error) throw ran.error;
    // Left alone on purpose: the formatter is off, or the file is none of its.
    if (ran.stderr.includes('was not formatted because')) return Promise.resolve(text);
    if (ran.status !== 0) throw new Error(firstComplaint(ran.stderr));
    return Promise.resolve(withLineEndsOf(text, ran.stdout, folder));
  };
}

function configurationIn(folder: string): string | undefined {
  return configurations.map((name) => join(folder, name)).find(existsSync);
}

/** biome writes line feeds unless its configuration says something else: without one they stay as found. */
function withLineEndsOf(text: string, formatted: string, folder: string): string {
  const configuration = configurationIn(folder);
  const says = configuration !== undefined && readFileSync(configuration, 'utf8').includes('lineEnding');
  return says || !text.includes('\r\n') ? formatted : formatted.replaceAll(/\r?\n/g, '\r\n');
}

/** Its messages are pages: the first line that is marked as an error says what it is. */
function firstComplaint(output: string): string {
  const line = output.split('\n').find((candidate) => /^\s*×\s/.test(candidate));
  return (line ?? output).replace('×', '').trim();
}
