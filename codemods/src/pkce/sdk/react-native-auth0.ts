/** react-native-auth0: `webAuth.authorize` runs the code flow with PKCE in the system's browser and brings the same credentials. */
import { ts } from 'ts-morph';
import { memberName, spanOf } from '../../source/nodes.js';
import { memberCall, membersOf, memberText, onlyMembers, printObject } from './call-parts.js';
import type { RewireSdk } from './sdk-rewire.js';

/** The password's parameters and their names in WebAuthorizeParameters (4.6.0, `types.d.ts`); null: not needed any more. */
const NAMES: Record<string, string | null> = {
  username: null,
  password: null,
  realm: 'connection',
  audience: 'audience',
  scope: 'scope',
};

export const reactNativeAuth0: RewireSdk = (context, site) => {
  const found = memberCall(context, site);
  if (!found || found.name.text !== 'passwordRealm') return 'shape-not-modelled';
  const { call, receiver } = found;
  if (!ts.isPropertyAccessExpression(receiver) || memberName(receiver) !== 'auth')
    return 'shape-not-modelled';
  const members = membersOf(call.arguments[0]);
  if (!members || !onlyMembers(members, Object.keys(NAMES))) return 'payload-opaque';
  const kept = [...members.byName.keys()].filter((name) => NAMES[name]);
  const parameters = kept.map((name) => memberText(members, name, NAMES[name]!));
  return {
    edits: [
      {
        start: receiver.name.getStart(),
        end: call.end,
        text: `webAuth.authorize(${parameters.length === 0 ? '' : printObject(context, members.object, parameters)})`,
      },
    ],
    kept: kept.map((name) => spanOf(members.byName.get(name)!)),
    client: {
      clientType: 'public',
      redirectUris: ['com.example.app.auth0://acme.auth0.com/android/com.example.app/callback'],
    },
    imports: [],
    note: 'The person signs in in the system’s browser, by code and PKCE; the credentials are the same.',
    steps: [
      'iOS and Android: let the application take the redirect (the scheme in Info.plist and build.gradle, or the Expo plugin), as the README of react-native-auth0 says under “Configuration”.',
      'At the provider, the redirect URI is `{bundle id}.auth0://{domain}/ios/{bundle id}/callback` and `{application id}.auth0://{domain}/android/{application id}/callback`.',
      'Remove the fields for the user name and the password from the screen, and say what the button does: it opens the browser. A person who closes it gives an error with the name `a0.session.user_cancelled` or `USER_CANCELLED`.',
    ],
  };
};
