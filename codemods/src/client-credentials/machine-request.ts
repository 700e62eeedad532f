/** The same request as a machine would make it: without the user, with the scope that the provider wants. */
import type { RequestSite, WirePart, WireShape } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';
import { valueAt } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { machineScope } from './machine-scope.js';
import { isMyDomain } from './my-domain.js';

/** Parameters that speak of the user. */
export const USER_PARAMETERS = new Set([
  'username',
  'password',
  'realm',
  'connection',
  'device',
  'otp',
  'mfa_token',
  'acr_values',
  'login_hint',
]);

export interface MachineRequest {
  site: RequestSite & { wire: WireShape };
  /** Parts of the old request that go. */
  dropped: WirePart[];
  /** Parts whose value is replaced by a text. */
  replaced: { part: WirePart; text: string }[];
}

export function machineRequest(parsed: ParsedFile, site: RequestSite): MachineRequest | ReasonCode {
  const { wire } = site;
  if (!wire) return 'payload-opaque';
  if (site.actor !== 'machine') return 'not-a-machine';
  if (!hasClientSecret(wire)) return 'no-client-secret';
  const keys = new Set(wire.parameters.map((part) => part.key));
  const scopePart = wire.parameters.find((part) => part.key === 'scope');
  const address = wire.url ? valueAt(parsed, wire.url) : undefined;
  const scope = machineScope(site.provider, scopePart, keys, isMyDomain(parsed, address));
  if (typeof scope === 'string' && scope !== 'keep' && scope !== 'drop') return scope;

  const isDropped = (part: WirePart): boolean =>
    USER_PARAMETERS.has(part.key) || (scope === 'drop' && part === scopePart);
  const replaced: MachineRequest['replaced'] = [];
  const parameters = wire.parameters
    .filter((part) => !isDropped(part))
    .map((part): WirePart => {
      const text =
        part.key === 'grant_type'
          ? 'client_credentials'
          : part === scopePart && typeof scope === 'object'
            ? scope.text
            : undefined;
      if (text === undefined) return part;
      replaced.push({ part, text });
      return { ...part, value: { kind: 'text', text, span: null } };
    });
  return {
    site: { ...site, grant: 'client_credentials', wire: { ...wire, parameters } },
    dropped: wire.parameters.filter(isDropped),
    replaced,
  };
}

/** A header that is made elsewhere is taken for client authentication. */
function hasClientSecret(wire: WireShape): boolean {
  // A public client sends an empty secret where a library demands one.
  const keys = wire.parameters
    .filter(({ value }) => value.kind !== 'text' || value.text !== '')
    .map((part) => part.key);
  return (
    wire.basicAuth !== null ||
    keys.includes('client_secret') ||
    keys.includes('client_assertion') ||
    wire.headers.some((header) => /^authorization$/i.test(header.key))
  );
}
