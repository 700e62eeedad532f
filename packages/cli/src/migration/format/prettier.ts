import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Formatter } from './formatter.js';
import { importFrom } from './own-module.js';

/** What is used of prettier, version 2 or 3 (https://prettier.io/docs/api). */
interface Prettier {
  resolveConfig(path: string, options: { editorconfig: boolean }): Promise<object | null>;
  getFileInfo(
    path: string,
    options: { ignorePath?: string },
  ): Promise<{ ignored: boolean; inferredParser: string | null }>;
  format(text: string, options: object): string | Promise<string>;
}

/** The project's prettier with its configuration, .editorconfig and .prettierignore. */
export function prettierOf(root: string): Formatter {
  return async (file, text) => {
    const prettier = await importFrom<Prettier>(root, file, 'prettier');
    const path = join(root, file);
    const { inferredParser } = await prettier.getFileInfo(path, {});
    if (inferredParser === null) return text;
    for (const ignorePath of ignoreFiles(root, file))
      if ((await prettier.getFileInfo(path, { ignorePath })).ignored) return text;
    const config = await prettier.resolveConfig(path, { editorconfig: true });
    // Line ends stay as found unless the configuration says how they shall be.
    return prettier.format(text, { endOfLine: 'auto', ...config, filepath: path });
  };
}

/** prettier reads the one where it is started: the root, or the folder of a package. */
function ignoreFiles(root: string, file: string): string[] {
  const folders = [];
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) folders.push(folder);
  return [...folders, '.'].map((folder) => join(root, folder, '.prettierignore')).filter(existsSync);
}
