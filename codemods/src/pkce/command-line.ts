/** What says that a program runs in a terminal, where a person can be sent to a browser of the same machine or of another. */
import type { Manifest } from '../manifest/nearest-manifest.js';

const TERMINAL_PACKAGES =
  /^(commander|yargs|cac|meow|sade|clipanion|citty|caporal|vorpal|@oclif\/core|inquirer|@inquirer\/.+|prompts|enquirer|@clack\/prompts|readline-sync|prompt-sync|read)$/;
const SERVER_PACKAGES =
  /^(express|fastify|koa|@nestjs\/core|@hapi\/hapi|next|nuxt|hono|restify|@adonisjs\/core|sails|@sveltejs\/kit)$/;
const ASKS_IN_TERMINAL =
  /\bfrom ['"](?:node:)?readline(?:\/promises)?['"]|require\(['"](?:node:)?readline(?:\/promises)?['"]\)|['"](?:inquirer|@inquirer\/[\w-]+|prompts|enquirer|@clack\/prompts|readline-sync|prompt-sync|read|commander|yargs(?:\/yargs)?)['"]/;

/** In words for a person; null when nothing says so, or a server or page stands in the same package. */
export function commandLineEvidence(manifest: Manifest, texts: Iterable<string>): string | null {
  const names = [...manifest.dependencies];
  if (names.some((name) => SERVER_PACKAGES.test(name))) return null;
  if (/"bin"\s*:/.test(manifest.text)) return `${manifest.file} has a bin`;
  for (const text of texts) {
    const [asks] = ASKS_IN_TERMINAL.exec(text) ?? [];
    if (asks) return `it asks in the terminal (${asks.replace(/.*['"]([^'"]+)['"].*/, '$1')})`;
  }
  const found = names.find((name) => TERMINAL_PACKAGES.test(name));
  return found ? `${manifest.file} names ${found}` : null;
}
