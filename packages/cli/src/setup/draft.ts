import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readBytes, type FileChange } from '../workspace/change.js';

/** A project's configuration files with the changes that the steps make one after the other; nothing is written. */
export interface Draft {
  read(file: string): string | undefined;
  write(file: string, text: string): void;
  has(file: string): boolean;
  /** Names in a folder, files and folders; empty when it is not there. */
  names(folder: string): string[];
  changes(): FileChange[];
}

export function openDraft(root: string): Draft {
  const texts = new Map<string, string>();
  const onDisk = (file: string) => (existsSync(join(root, file)) ? readBytes(root, file) : null);
  return {
    read: (file) => texts.get(file) ?? onDisk(file)?.toString('utf8'),
    write: (file, text) => texts.set(file, text),
    has: (file) => texts.has(file) || existsSync(join(root, file)),
    names: (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []),
    changes: () =>
      [...texts]
        .map(([file, text]) => ({ file, before: onDisk(file), after: Buffer.from(text) }))
        .filter(({ before, after }) => before === null || !before.equals(after)),
  };
}

/** Changes a JSON file and keeps its indentation, line ends and last line; undefined when it is not plain JSON. */
export function editJson(text: string, change: (value: Record<string, unknown>) => void): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  change(value as Record<string, unknown>);
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const lines = JSON.stringify(value, null, indent) + (text.endsWith('\n') ? '\n' : '');
  return (
    (text.startsWith('\ufeff') ? '\ufeff' : '') +
    (text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines)
  );
}
