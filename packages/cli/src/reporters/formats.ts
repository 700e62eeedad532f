import type { Reporter } from './reporter.js';

/** Every format of `check`, each loaded only when asked for. */
const loaders = {
  pretty: async () => (await import('./pretty.js')).pretty,
  json: async () => (await import('./json.js')).json,
  sarif: async () => (await import('./sarif.js')).sarif,
  github: async () => (await import('./github.js')).github,
  gitlab: async () => (await import('./gitlab.js')).gitlab,
  markdown: async () => (await import('./markdown.js')).markdown,
  html: async () => (await import('./html.js')).html,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof loaders;

export const formats = Object.keys(loaders) as Format[];

export function loadReporter(format: Format): Promise<Reporter> {
  return loaders[format]();
}
