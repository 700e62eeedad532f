/** The trigger words of the whole catalog as one test over a file's text. */
import { buildTrigger, type TriggerRule } from '../source/triggers.js';
import { LIBRARIES } from './index.js';

/** Requests that name no grant: a client authenticates and a token is read. */
const CLIENT_ALONE: TriggerRule = [
  /access_?token/i,
  /Basic |auth\s*:/,
  /oauth|\/token|token_?ur[li]|token_?endpoint|tokenHost/i,
];
/** A token endpoint together with a password. */
const GRANTLESS: TriggerRule = [/\/(access_?)?token\b/i, /password|passwd/i];

let built: ((text: string) => boolean) | null = null;

export function catalogTriggers(): (text: string) => boolean {
  built ??= buildTrigger([
    ...LIBRARIES.flatMap((library) => library.triggers ?? []),
    'account_credentials',
    GRANTLESS,
    CLIENT_ALONE,
  ]);
  return built;
}
