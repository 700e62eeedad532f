import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { guideFor, guides } from '../../../src/pkce/guide/index.js';
import type { GuideContext, ProviderGuide } from '../../../src/pkce/guide/provider-guide.js';

const web: GuideContext = {
  redirectUris: ['https://shop.example.com/auth/callback', 'http://localhost:3000/auth/callback'],
  postLogoutRedirectUris: ['https://shop.example.com/'],
  clientType: 'confidential',
  scopes: ['openid', 'profile', 'offline_access'],
  tokenEndpoint: null,
};
const browser: GuideContext = { ...web, clientType: 'public' };
const native: GuideContext = {
  ...browser,
  redirectUris: ['http://127.0.0.1/callback'],
  postLogoutRedirectUris: [],
};
const kinds = { web, browser, native };

/** What the client at the provider is like before: it takes passwords, and somebody else's redirect URI. */
const present: Record<string, unknown> = {
  Okta: {
    credentials: { oauthClient: { client_id: '0oa1', token_endpoint_auth_method: 'client_secret_basic' } },
    settings: { oauthClient: { grant_types: ['password'], redirect_uris: ['https://other.example.com/cb'] } },
  },
  Auth0: { callbacks: ['https://other.example.com/cb'], grant_types: ['password'], refresh_token: null },
  'Microsoft Entra ID': {
    web: { redirectUris: ['https://other.example.com/cb'] },
    isFallbackPublicClient: true,
  },
  Keycloak: {
    clientId: 'shop',
    directAccessGrantsEnabled: true,
    redirectUris: ['https://other.example.com/cb'],
    attributes: { 'client.secret.creation.time': '1' },
  },
  'Amazon Cognito': {
    UserPoolId: 'eu-central-1_A',
    ClientId: 'c',
    ClientSecret: 'x',
    ClientType: 'Confidential',
    CallbackURLs: ['https://other.example.com/cb'],
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'],
  },
  PingFederate: {
    clientId: 'shop',
    redirectUris: ['https://other.example.com/cb'],
    grantTypes: ['RESOURCE_OWNER_CREDENTIALS'],
  },
  PingOne: {
    name: 'shop',
    _links: {},
    redirectUris: ['https://other.example.com/cb'],
    grantTypes: ['CLIENT_CREDENTIALS'],
  },
  'PingAM and PingOne Advanced Identity Cloud (ForgeRock)': {
    _id: 'shop',
    coreOAuth2ClientConfig: { redirectionUris: { inherited: true, value: ['https://other.example.com/cb'] } },
    advancedOAuth2ClientConfig: { grantTypes: { inherited: false, value: ['password'] } },
    coreOpenIDClientConfig: {},
  },
};

function blocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``, 'g'))].map(
    ([, text]) => text!,
  );
}

function jqPrograms(markdown: string): string[] {
  return blocks(markdown, 'sh').flatMap((block) =>
    [...block.matchAll(/^jq '([^']+)' client\./gm)].map(([, text]) => text!),
  );
}

/** The password grant, by each provider's name for it. */
const PASSWORD = /"password"|RESOURCE_OWNER|USER_PASSWORD|"directAccessGrantsEnabled":true/;

const hasJq = spawnSync('jq', ['--version']).status === 0;
const hasTerraform = spawnSync('terraform', ['-version']).status === 0;

function jq(program: string, input: unknown): unknown {
  const { stdout, stderr } = spawnSync('jq', [program], { input: JSON.stringify(input), encoding: 'utf8' });
  if (stderr) throw new Error(stderr);
  return JSON.parse(stdout);
}

const everything = (guide: ProviderGuide, context: GuideContext) =>
  `${guide.atTheProvider(context)}\n\n${guide.wayBack(context)}\n`;

describe.each(guides.map((guide) => ({ title: guide.title, guide })))('$title', ({ title, guide }) => {
  describe.each(Object.entries(kinds))('%s client', (_, context) => {
    const text = everything(guide, context);

    test('names every redirect URI, and the order: nothing is taken away before the release', () => {
      for (const uri of context.redirectUris) expect(text).toContain(uri);
      const [before, after] = guide.atTheProvider(context).split('### After the release');
      expect(after).toBeDefined();
      expect(before).not.toMatch(
        /- \["password"\]|directAccessGrantsEnabled = false|RESOURCE_OWNER_CREDENTIALS"\]\)/,
      );
    });

    test('every JSON block is JSON, every XML block has its tags closed, and no block is empty', () => {
      for (const block of blocks(text, 'json')) expect(() => JSON.parse(block) as unknown).not.toThrow();
      for (const block of blocks(text, 'xml'))
        expect((block.match(/<\w/g) ?? []).length).toBe((block.match(/<\/\w/g) ?? []).length);
      expect(text).not.toMatch(/```\w+\n\s*\n?```/);
      expect((text.match(/```/g) ?? []).length % 2).toBe(0);
      expect(text).not.toMatch(/undefined|\[object|\n\n\n/);
    });

    (hasTerraform ? test : test.skip)('terraform takes every block as it is written', () => {
      for (const block of blocks(text, 'hcl')) {
        const formatted = spawnSync('terraform', ['fmt', '-'], { input: `${block}\n`, encoding: 'utf8' });
        expect(formatted.status).toBe(0);
        expect(formatted.stdout).toBe(`${block}\n`);
      }
    });

    // Console steps and general words have no program.
    if (!present[title]) return;
    (hasJq ? test : test.skip)(
      'jq makes of the present client what the release needs, and takes the password away',
      () => {
        const [before, after] = jqPrograms(guide.atTheProvider(context));
        const released = jq(before!, present[title]);
        for (const uri of context.redirectUris) expect(JSON.stringify(released)).toContain(uri);
        if (context !== browser && context !== native)
          expect(JSON.stringify(released)).toContain('https://other.example.com/cb');
        expect(jq(before!, released)).toEqual(released);
        if (after) expect(JSON.stringify(jq(after, released))).not.toMatch(PASSWORD);
      },
    );
  });
});

test.each([
  ['okta', 'https://acme.okta.com/oauth2/v1/token', 'Okta', 'https://acme.okta.com'],
  ['okta', 'https://acme.okta.com/oauth2/default/v1/token', 'Okta', 'https://acme.okta.com/oauth2/default'],
  ['auth0', 'https://acme.eu.auth0.com/oauth/token', 'Auth0', 'https://acme.eu.auth0.com/'],
  [
    'entra',
    'https://login.microsoftonline.com/acme/oauth2/v2.0/token',
    'Microsoft Entra ID',
    'https://login.microsoftonline.com/acme/v2.0',
  ],
  ['entra', 'https://login.microsoftonline.com/common/oauth2/token', 'Microsoft Entra ID', null],
  [
    'keycloak',
    'https://id.acme.com/auth/realms/shop/protocol/openid-connect/token',
    'Keycloak',
    'https://id.acme.com/auth/realms/shop',
  ],
  ['cognito', 'https://acme.auth.eu-central-1.amazoncognito.com/oauth2/token', 'Amazon Cognito', null],
  [
    'salesforce',
    'https://acme.my.salesforce.com/services/oauth2/token',
    'Salesforce',
    'https://acme.my.salesforce.com',
  ],
  ['ping', 'https://auth.pingone.eu/3e8c/as/token', 'PingOne', 'https://auth.pingone.eu/3e8c/as'],
  ['ping', 'https://sso.acme.com/as/token.oauth2', 'PingFederate', 'https://sso.acme.com'],
  [
    'forgerock',
    'https://acme.forgeblocks.com/am/oauth2/realms/root/realms/alpha/access_token',
    'PingAM and PingOne Advanced Identity Cloud (ForgeRock)',
    'https://acme.forgeblocks.com/am/oauth2/realms/root/realms/alpha',
  ],
  ['google', 'https://oauth2.googleapis.com/token', 'the authorization server', null],
  [null, null, 'the authorization server', null],
])('%s with %s is %s, issuer %s', (provider, tokenEndpoint, title, issuer) => {
  const guide = guideFor(provider, tokenEndpoint);
  expect(guide.title).toBe(title);
  expect(guide.issuer(tokenEndpoint)).toBe(issuer);
});
