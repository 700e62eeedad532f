/** What the call of each SDK looks like for a machine, as data. */
export interface MachineForm {
  /** The member that is called for a user. */
  from: string;
  /** The member for a machine. */
  to: string;
  /** The member before it, for a user and for a machine: `client.owner.getToken`, `client.credentials.getToken`. */
  via?: readonly [string, string];
  /** The class of the receiver, for a user and for a machine. */
  classes?: readonly [string, string];
  /** Position of the object with the parameters. */
  object?: number;
  /** A member of that object that names the grant. */
  grant?: string;
  /** Leading arguments that go. */
  dropArguments?: readonly number[];
  /** Members of the object that the machine must send: its secret, or the audience. */
  needs?: { member: string; reason: 'no-client-secret' | 'scope-unknown' };
  /** What the file must mention, so that the client can be seen to have a secret. */
  secret?: RegExp;
}

export const machineForms: Readonly<Record<string, readonly MachineForm[]>> = {
  'simple-oauth2': [
    { from: 'getToken', to: 'getToken', classes: ['ResourceOwnerPassword', 'ClientCredentials'], object: 0 },
    { from: 'getToken', to: 'getToken', via: ['ownerPassword', 'clientCredentials'], object: 0 },
  ],
  'openid-client': [
    {
      from: 'genericGrantRequest',
      to: 'clientCredentialsGrant',
      object: 2,
      dropArguments: [1],
    },
    { from: 'grant', to: 'grant', object: 0, grant: 'grant_type' },
  ],
  'keycloak-admin': [
    {
      from: 'auth',
      to: 'auth',
      object: 0,
      grant: 'grantType',
      needs: { member: 'clientSecret', reason: 'no-client-secret' },
    },
  ],
  auth0: [
    {
      from: 'passwordGrant',
      to: 'clientCredentialsGrant',
      object: 0,
      needs: { member: 'audience', reason: 'scope-unknown' },
    },
  ],
  'badgateway-oauth2-client': [
    { from: 'password', to: 'clientCredentials', object: 0, secret: /clientSecret/ },
  ],
  'keycloak-connect': [
    { from: 'obtainDirectly', to: 'obtainFromClientCredentials', dropArguments: [0, 1], secret: /secret/i },
  ],
  oauth: [{ from: 'getOAuthAccessToken', to: 'getOAuthAccessToken', object: 1, grant: 'grant_type' }],
  'client-oauth2': [
    { from: 'getToken', to: 'getToken', via: ['owner', 'credentials'], dropArguments: [0, 1] },
  ],
  'msal-node': [
    {
      from: 'acquireTokenByUsernamePassword',
      to: 'acquireTokenByClientCredential',
      classes: ['PublicClientApplication', 'ConfidentialClientApplication'],
      object: 0,
    },
  ],
};
