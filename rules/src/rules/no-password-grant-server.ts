import { findingRule } from '../finding-rule.js';

export default findingRule({
  name: 'no-password-grant-server',
  description: 'Disallow authorization servers that accept the OAuth 2.0 password grant',
  recommended: false,
  // Whoever turns the rule on wants its findings, which the recommended preset does not have.
  preset: 'strict',
});
