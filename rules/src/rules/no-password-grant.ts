import { findingRule } from '../finding-rule.js';

export default findingRule({
  name: 'no-password-grant',
  description: 'Disallow token requests with the OAuth 2.0 password grant',
  recommended: true,
});
