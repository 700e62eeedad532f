/** Where the cache of a project is. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Below this many files reading them all is faster than a person notices, and a folder in their home is not worth it. */
const SMALL = 100;

/**
 * In the project's `node_modules/.cache`, where tools keep what may be thrown away and CI services know to look; without
 * one in the system's folder for caches, by the project's path. Null for a small project that has neither.
 */
export function cacheFolder(root: string, files: number): string | null {
  if (existsSync(join(root, 'node_modules'))) return join(root, 'node_modules', '.cache', 'grant-migrate');
  if (files < SMALL) return null;
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(systemFolder(process.env), 'grant-migrate', name);
}

function systemFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
}
