import { auth0 } from './auth0.js';
import { cognito } from './cognito.js';
import { entra } from './entra.js';
import { forgerock } from './forgerock.js';
import { generic } from './generic.js';
import { keycloak } from './keycloak.js';
import { okta } from './okta.js';
import { pingFederate } from './ping-federate.js';
import { pingOne } from './ping-one.js';
import type { ProviderGuide } from './provider-guide.js';
import { salesforce } from './salesforce.js';

/** Every provider that has a guide of its own, and the one for all others last. */
export const guides: readonly ProviderGuide[] = [
  okta,
  auth0,
  entra,
  keycloak,
  cognito,
  salesforce,
  pingFederate,
  pingOne,
  forgerock,
  generic,
];

/** The guide for a provider as the analysis names it; of one name's several products, the one that has such a token endpoint. */
export function guideFor(provider: string | null, tokenEndpoint: string | null): ProviderGuide {
  const named = guides.filter((guide) => guide.provider === provider);
  return named.find((guide) => guide.issuer(tokenEndpoint) !== null) ?? named[0] ?? generic;
}
