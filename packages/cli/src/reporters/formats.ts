import type { Reporter } from './reporter.js';

/** Every format of `check`, each loaded only when asked for. */
const loaders = {
  pretty: async () => (await import('./pretty.js')).pretty,
  json: async () => (await import('./json.js')).json,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof loaders;

export const formats = Object.keys(loaders) as Format[];

export function loadReporter(format: Format): Promise<Reporter> {
  return loaders[format]();
}
