import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Fixture {
  name: string;
  /** What the case shows. */
  sentence: string;
  input: Record<string, string>;
  expected: Record<string, string>;
  /** Sites as they come out: `a.ts:3 migrated`, `a.ts:9 payload-opaque`. */
  outcome: string | null;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../fixtures');

/** The fixtures of one folder. */
export function fixturesOf(folder: string): Fixture[] {
  return readdirSync(join(root, folder))
    .sort()
    .map((name) => {
      const at = join(root, folder, name);
      return {
        name,
        sentence: readFileSync(join(at, 'sentence.txt'), 'utf8').trim(),
        input: texts(join(at, 'input')),
        expected: existsSync(join(at, 'expected')) ? texts(join(at, 'expected')) : {},
        outcome: existsSync(join(at, 'outcome.txt')) ? readFileSync(join(at, 'outcome.txt'), 'utf8') : null,
      };
    });
}

/** Takes what came out for what is expected; whoever does this reads the difference. */
export function accept(
  folder: string,
  name: string,
  texts: Readonly<Record<string, string>>,
  outcome: string,
): void {
  const at = join(root, folder, name);
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(at, 'expected', file)), { recursive: true });
    writeFileSync(join(at, 'expected', file), text);
  }
  writeFileSync(join(at, 'outcome.txt'), outcome);
}

function texts(folder: string, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) Object.assign(found, texts(path, `${prefix}${name}/`));
    else found[prefix + name] = readFileSync(path, 'utf8');
  }
  return found;
}
