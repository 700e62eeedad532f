/** The plugin: its rules, and the configurations that turn them on. */
import { createRequire } from 'node:module';
import type { Linter, Rule } from 'eslint';
import type { RuleId } from '@grant-migrate/analysis';
import noPasswordGrantServer from './rules/no-password-grant-server.js';
import noPasswordGrant from './rules/no-password-grant.js';
import noTokenRequestInLoop from './rules/no-token-request-in-loop.js';
import noUnresolvedMigration from './rules/no-unresolved-migration.js';
import requireTokenReuse from './rules/require-token-reuse.js';

const { name, version } = createRequire(import.meta.url)('../package.json') as {
  name: string;
  version: string;
};

// `satisfies`, not a type: what users' compilers read must not lead into the types of the analysis.
const rules = {
  'no-password-grant': noPasswordGrant,
  'no-token-request-in-loop': noTokenRequestInLoop,
  'require-token-reuse': requireTokenReuse,
  'no-password-grant-server': noPasswordGrantServer,
  'no-unresolved-migration': noUnresolvedMigration,
} satisfies Record<RuleId, Rule.RuleModule>;

/** Warnings where the evidence may be incomplete: ESLint knows one severity a rule, the analysis one a finding. */
const recommendedRules = {
  'grant-migrate/no-password-grant': 'error',
  'grant-migrate/no-token-request-in-loop': 'error',
  'grant-migrate/require-token-reuse': 'warn',
  'grant-migrate/no-unresolved-migration': 'warn',
} as const;

const strictRules = {
  'grant-migrate/no-password-grant': 'error',
  'grant-migrate/no-token-request-in-loop': 'error',
  'grant-migrate/require-token-reuse': 'error',
  'grant-migrate/no-password-grant-server': 'error',
  'grant-migrate/no-unresolved-migration': 'error',
} as const;

const meta = { name, version, namespace: 'grant-migrate' };

/** The plugin as its configurations name it; with them the type would be a circle. */
interface Rules {
  meta: typeof meta;
  rules: typeof rules;
}

const recommended = {
  name: 'grant-migrate/recommended',
  plugins: {} as Record<string, Rules>,
  rules: recommendedRules,
} satisfies Linter.Config;

const strict = {
  name: 'grant-migrate/strict',
  plugins: {} as Record<string, Rules>,
  settings: { 'grant-migrate': { preset: 'strict' } },
  rules: strictRules,
} satisfies Linter.Config;

const plugin = {
  meta,
  rules,
  configs: {
    recommended,
    strict,
    'legacy-recommended': { plugins: ['grant-migrate'], rules: recommendedRules },
  },
};

// ESLint takes two different objects under one name for a mistake: the configurations must hold this very object.
recommended.plugins['grant-migrate'] = plugin;
strict.plugins['grant-migrate'] = plugin;

export default plugin;
