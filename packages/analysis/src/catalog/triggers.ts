/** The trigger words of the whole catalog as one test over a file's text. */
import { buildTrigger, type Trigger, type TriggerRule } from '../source/triggers.js';
import { LIBRARIES } from './index.js';

/** Requests that name no grant: a client authenticates and a token is read. */
const CLIENT_ALONE: TriggerRule = [
  { expression: /access_?token/i, holds: ['access_token', 'accesstoken'] },
  {
    expression: /Basic |auth\s*:|client_?secret/i,
    holds: ['basic ', 'auth', 'client_secret', 'clientsecret'],
  },
  {
    expression: /oauth|\/token|token_?ur[li]|token_?endpoint|tokenHost/i,
    holds: ['oauth', '/token', 'token_ur', 'tokenur', 'token_endpoint', 'tokenendpoint', 'tokenhost'],
  },
];
/** A token endpoint together with a password. */
const GRANTLESS: TriggerRule = [
  { expression: /\/(access[-_]?)?token\b/i, holds: ['token'] },
  { expression: /password|passwd/i, holds: ['password', 'passwd'] },
];

/** A model of oauth2-server. */
const SERVER_MODEL: TriggerRule = [
  { expression: /\bgetUser\b/, holds: ['getuser'] },
  { expression: /\bgetClient\b/, holds: ['getclient'] },
  { expression: /\bsave(Access)?Token\b/, holds: ['savetoken', 'saveaccesstoken'] },
];

let built: Trigger | null = null;

export function catalogTriggers(): Trigger {
  built ??= buildTrigger([
    ...LIBRARIES.flatMap((library) => library.triggers ?? []),
    'account_credentials',
    GRANTLESS,
    CLIENT_ALONE,
    SERVER_MODEL,
    'oauth2-server',
    'oauth-server',
    'oauth2orize',
  ]);
  return built;
}
