import { findingRule } from '../finding-rule.js';

export default findingRule({
  name: 'no-token-request-in-loop',
  description:
    'Disallow requesting the same token again at each turn of a loop, in this file or through others',
  recommended: true,
});
