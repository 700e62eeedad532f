import { findingRule } from '../finding-rule.js';

export default findingRule({
  name: 'require-token-reuse',
  description: 'Require token helpers to reuse a token until it expires',
  recommended: true,
});
