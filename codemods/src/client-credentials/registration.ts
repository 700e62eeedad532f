import type { SiteRewrite } from '../cached-client/rewrite.js';

const REGISTER =
  'Register the client for client credentials at the provider, with the same scopes and the rights that the user had (its service account’s roles), before this is deployed.';

/** The rewrite with what has to be done at the provider before it is deployed. */
export function withRegistration(rewrite: SiteRewrite): SiteRewrite {
  return { ...rewrite, note: [REGISTER, rewrite.note].filter(Boolean).join(' ') };
}
