/**
 * msal-node: in a terminal the device code, whose result is the one that the password brought; a web application gets the
 * framework's code flow, for a redirect needs routes.
 */
import { spanOf } from '../../source/nodes.js';
import { classOf, memberCall, membersOf, memberText, onlyMembers, printObject } from './call-parts.js';
import { commandLineEvidence } from '../command-line.js';
import { promptsFor, questionSteps } from '../prompts.js';
import type { RewireSdk } from './sdk-rewire.js';

/** Members that DeviceCodeRequest has, too (7.2.3, `types/request/DeviceCodeRequest.d.ts`). */
const SHARED = [
  'scopes',
  'authority',
  'correlationId',
  'claims',
  'extraQueryParameters',
  'tokenBodyParameters',
];

export const msalNode: RewireSdk = (context, site) => {
  const { parsed } = context;
  const found = memberCall(context, site);
  if (!found || found.name.text !== 'acquireTokenByUsernamePassword') return 'shape-not-modelled';
  if (!commandLineEvidence(context.application.manifest, [parsed.text])) return null;
  // Only a public client has the device code.
  if (!/^I?PublicClientApplication$/.test(classOf(context, found.receiver) ?? ''))
    return 'shape-not-modelled';
  const members = membersOf(found.call.arguments[0]);
  if (!members || !onlyMembers(members, [...SHARED, 'username', 'password']) || !members.byName.has('scopes'))
    return 'payload-opaque';
  const kept = [...members.byName.keys()].filter((name) => SHARED.includes(name));
  const line = `deviceCodeCallback: ({ message }) => console.error(message)`;
  const text = printObject(context, members.object, [...kept.map((name) => memberText(members, name)), line]);
  const gone = [...members.byName]
    .filter(([name]) => !SHARED.includes(name))
    .map(([, member]) => spanOf(member));
  const prompts = promptsFor(parsed, found.call, gone);
  return {
    edits: [
      { ...spanOf(found.name), text: 'acquireTokenByDeviceCode' },
      { ...spanOf(members.object), text },
      ...prompts.deletions,
    ],
    kept: kept.map((name) => spanOf(members.byName.get(name)!)),
    client: { clientType: 'public', redirectUris: ['http://localhost'] },
    imports: [],
    note: 'The person signs in at the address that is printed, with a code; the result is the same.',
    steps: [
      'At the provider, the application must allow public client flows (device code).',
      'Ask `acquireTokenSilent` for a kept token first, or each run asks the person again.',
      ...questionSteps(parsed.file, prompts.left),
    ],
  };
};
