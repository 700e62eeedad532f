import { expect, test } from '@jest/globals';
import { analyzeProject, type RequestSite } from '@grant-migrate/analysis';
import type { Edit } from '../../../src/plan.js';
import type { Scaffold } from '../../../src/pkce/framework.js';
import { authMigration } from '../../../src/pkce/guide/auth-migration.js';
import { tokenEndpointOf } from '../../../src/pkce/guide/token-endpoint.js';
import { memoryProject } from '../../support/memory-project.js';

const LOGIN = `import axios from 'axios';
const TOKEN_URL = 'https://acme.okta.com/oauth2/default/v1/token';
export async function login(req, res) {
  const { username, password } = req.body;
  const { data } = await axios.post(TOKEN_URL, new URLSearchParams({ grant_type: 'password', username, password }));
  res.json(data);
}
export async function relogin(req, res) {
  const { username, password } = req.body;
  const { data } = await axios.post('https://acme.okta.com/oauth2/default/v1/token', new URLSearchParams({ grant_type: 'password', username, password }));
  res.json(data);
}
`;
const project = memoryProject({ 'web/login.js': LOGIN });
const sites = analyzeProject(project, { preset: 'recommended' }).requests;

function textOf(
  rewires: Scaffold['rewires'],
  scaffold: Partial<Scaffold> = {},
  edits: readonly Edit[] = [],
): string {
  return authMigration({
    root: 'web',
    framework: { name: 'express', side: 'server' },
    scaffold: {
      files: [
        { file: 'web/auth/routes.js', text: '/** Sign-in and sign-out: GET /auth/login.\n * More. */\n' },
        { file: 'web/auth/empty.js', text: 'export {};\n' },
      ],
      packages: [],
      steps: [],
      settings: [],
      ...scaffold,
      rewires,
    },
    edits,
    textOf: () => LOGIN,
    client: {
      redirectUris: ['http://localhost:3000/auth/callback'],
      postLogoutRedirectUris: ['http://localhost:3000/'],
      clientType: 'confidential',
      scopes: ['openid'],
    },
    tokenEndpoint: (site: RequestSite) => tokenEndpointOf(project, site),
  }).text;
}

test('the parts stand in the order of the work, and name files, sites and the issuer', () => {
  const text = textOf(
    [
      { site: sites[0]!, outcome: { edits: [], note: 'The route sends people to the provider.' } },
      { site: sites[1]!, outcome: { reason: 'shape-not-modelled', note: 'The answer is used whole.' } },
    ],
    {
      steps: ['Remove the password field from the form.'],
      settings: [
        { name: 'OIDC_ISSUER', value: 'https://acme.okta.com/oauth2/default', purpose: 'The issuer.' },
      ],
      packages: [{ name: 'openid-client', range: '^6.9.0' }],
    },
  );
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
    '1. What was done (express)',
    '2. In the application',
    '3. At Okta',
    '4. How to check that it works',
    '5. The way back',
  ]);
  expect(text).toContain('- New: `web/auth/routes.js`: Sign-in and sign-out: GET /auth/login.\n');
  expect(text).toContain('- New: `web/auth/empty.js`\n');
  expect(text).toContain('- Migrated: `web/login.js:5`: The route sends people to the provider.');
  expect(text).toContain('- `web/login.js:10`: The answer is used whole. Rewrite');
  expect(text).toContain('The issuer is `https://acme.okta.com/oauth2/default`.');
  expect(text).toContain('- [ ] Remove the password field from the form.');
  expect(text).toContain('| `OIDC_ISSUER` | `https://acme.okta.com/oauth2/default` | The issuer. |');
  expect(text).toContain('`openid-client@^6.9.0`');
});

test('every change of a file that was there is told by its line', () => {
  const at = (search: string) => LOGIN.indexOf(search);
  const edit = (start: number, end: number, text: string): Edit => ({
    file: 'web/login.js',
    start,
    end,
    text,
  });
  const text = textOf([], {}, [
    edit(at('import axios'), at('const TOKEN_URL'), ''),
    edit(at('const TOKEN_URL'), at('const TOKEN_URL'), "import { startSignIn } from './auth/sign-in.js';\n"),
    edit(
      at('  const { username'),
      at('}\nexport async function relogin'),
      "  res.redirect('/auth/login');\n",
    ),
    edit(LOGIN.length, LOGIN.length, '// the end\n'),
  ]);
  expect(text).toContain(`Line numbers are those of the files before.

- Changed: \`web/login.js\`
  - line 1: \`import axios from 'axios';\` is now \`import { startSignIn } from './auth/sign-in.js';\`
  - lines 4 to 6: \`const { username, password } = req.body;\` and what follows is now \`res.redirect('/auth/login');\`
  - line 13: added \`// the end\`
`);
});

test('two sites of one provider are one section; no site at all is the general one', () => {
  const rewires = sites.map((site) => ({ site, outcome: { edits: [], note: '' } }));
  expect(textOf(rewires).match(/^## 3\. /gm)).toHaveLength(1);
  expect(textOf([])).toContain('## 3. At the authorization server');
});

test('it stands in the application’s folder', () => {
  const { file } = authMigration({
    root: 'web',
    framework: { name: 'express', side: 'server' },
    scaffold: { files: [], packages: [], rewires: [], steps: [], settings: [] },
    edits: [],
    textOf: () => null,
    client: { redirectUris: [], postLogoutRedirectUris: [], clientType: 'public', scopes: [] },
    tokenEndpoint: () => null,
  });
  expect(file).toBe('web/AUTH-MIGRATION.md');
});
