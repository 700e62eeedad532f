// The arrows of docs/architecture.md: imports run one way.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that import each other are one room.',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'token-client-imports-no-package-of-ours',
      severity: 'error',
      from: { path: '^packages/token-client/' },
      to: { path: '^(packages/(analysis|cli)|rules|codemods)/' },
    },
    {
      name: 'analysis-imports-no-package-of-ours',
      severity: 'error',
      from: { path: '^packages/analysis/' },
      to: { path: '^(packages/(token-client|cli)|rules|codemods)/' },
    },
    {
      name: 'analysis-knows-no-host',
      severity: 'error',
      comment: 'No ESLint, no ts-morph, no console, no TypeScript compiler in the analysis.',
      from: { path: '^packages/analysis/src' },
      to: { path: '^node_modules/(eslint|ts-morph|typescript|yargs|picocolors|@typescript-eslint/utils)/' },
    },
    {
      name: 'rules-import-the-analysis-alone',
      severity: 'error',
      comment:
        'The codemods are loaded for a suggestion, where they are installed: their types are all that is imported.',
      from: { path: '^rules/src' },
      to: { path: '^packages/(token-client|cli)/|^node:fs' },
    },
    {
      name: 'rules-import-no-codemods',
      severity: 'error',
      from: { path: '^rules/src' },
      to: { path: '^codemods/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'codemods-do-not-import-hosts',
      severity: 'error',
      from: { path: '^codemods/src' },
      to: { path: '^(packages/(token-client|cli)|rules)/' },
    },
    {
      name: 'analysis-stages-run-one-way',
      severity: 'error',
      comment: 'catalog and source know no later stage; extract knows no link or judge; link knows no judge.',
      from: { path: '^packages/analysis/src/(catalog|source|values)/' },
      to: { path: '^packages/analysis/src/(extract|link|judge)/' },
    },
    {
      name: 'extract-before-link-before-judge',
      severity: 'error',
      from: { path: '^packages/analysis/src/extract/' },
      to: { path: '^packages/analysis/src/(link|judge)/' },
    },
    {
      name: 'link-before-judge',
      severity: 'error',
      from: { path: '^packages/analysis/src/link/' },
      to: { path: '^packages/analysis/src/judge/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures|test)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { conditionNames: ['types', 'import', 'require', 'default'] },
  },
};
