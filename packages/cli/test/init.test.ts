import { expect, test } from '@jest/globals';
import { run } from './support/command.js';
import { repository } from './support/place.js';

const manifest = '{\n\t"name": "app",\n\t"devDependencies": {\n\t\t"zod": "1"\n\t}\n}\n';

test('shows the edits, writes them with --write, finds them the second time, and undo takes them back', () => {
  const place = repository({
    'package.json': manifest,
    'pnpm-lock.yaml': '',
    'eslint.config.mjs':
      "// Rules\nimport js from '@eslint/js';\n\nexport default [\n  js.configs.recommended,\n];\n",
    '.husky/pre-commit': 'pnpm test',
    '.github/workflows/test.yml': 'name: test\n',
  });
  const shown = run(place, ['init']);
  expect(shown.status).toBe(0);
  expect(place.git('status', '--porcelain')).toBe('');
  expect(shown.stdout).toContain('+  grantMigrate.configs.recommended,');

  const written = run(place, ['init', '--write']);
  expect(written.stdout).toContain('Next: pnpm install');
  expect(place.read('package.json').toString()).toBe(
    manifest.replace(
      '\t\t"zod"',
      '\t\t"eslint-plugin-grant-migrate": "^0.1.0",\n\t\t"grant-migrate": "^0.1.0",\n\t\t"zod"',
    ),
  );
  expect(place.read('eslint.config.mjs').toString()).toBe(
    "// Rules\nimport js from '@eslint/js';\nimport grantMigrate from 'eslint-plugin-grant-migrate';\n\nexport default [\n  grantMigrate.configs.recommended,\n  js.configs.recommended,\n];\n",
  );
  expect(place.read('.husky/pre-commit').toString()).toBe(
    'pnpm test\npnpm exec grant-migrate check --staged\n',
  );
  expect(place.read('.github/workflows/grant-migrate.yml').toString()).toContain(
    'pnpm install --frozen-lockfile',
  );

  const again = run(place, ['init', '--write']).stdout;
  expect(again).toContain('Nothing to set up');
  expect(again.match(/is there/g)).toHaveLength(4);
  run(place, ['undo']);
  expect(place.git('status', '--porcelain')).toBe('');
});

test.each([
  ['.eslintrc.json', '{\n  "extends": "standard"\n}\n', '"plugin:grant-migrate/legacy-recommended"'],
  ['.oxlintrc.json', '{\n  "rules": {}\n}\n', '"eslint-plugin-grant-migrate"'],
  [
    '.pre-commit-config.yaml',
    'repos:\n- repo: x\n  rev: 1\n',
    '- repo: local\n  hooks:\n    - id: grant-migrate',
  ],
  ['lefthook.yml', 'pre-push: {}\n', 'pre-commit:\n  commands:\n    grant-migrate:'],
  ['.gitlab-ci.yml', 'test:\n  script: x\n', 'grant-migrate:\n  image: node:22'],
  [
    'eslint.config.cjs',
    'module.exports = [{}];\n',
    "const grantMigrate = require('eslint-plugin-grant-migrate');\nmodule.exports = [\n  grantMigrate.configs.recommended,\n  {}];",
  ],
])('%s is edited in its own style', (file, text, expected) => {
  const place = repository({ 'package.json': manifest, [file]: text });
  run(place, ['init', '--write']);
  expect(place.read(file).toString()).toContain(expected);
});

test.each([
  ['eslint.config.js', 'import config from "./shared.js";\nexport default config;\n'],
  ['.eslintrc.js', 'module.exports = {};\n'],
  ['lefthook.yml', 'pre-commit:\n  commands: {}\n'],
  ['.pre-commit-config.yaml', 'repos:\n- repo: x\nfail_fast: true\n'],
])('what %s says cannot be edited safely: the text to add is shown', (file, text) => {
  const place = repository({ 'package.json': manifest, [file]: text });
  const ran = run(place, ['init', '--write']);
  expect(ran.stdout).toContain('by hand   ');
  expect(place.read(file).toString()).toBe(text);
});
