import type { Provider } from '../provider.js';

export const salesforce: Provider = {
  name: 'salesforce',
  title: 'Salesforce',
  docs: 'https://help.salesforce.com/s/articleView?id=release-notes.rn_security_username-password_flow_blocked_by_default.htm',
  url: /\bsalesforce\.com\b|\/services\/oauth2\/token|force\.com/i,
  names: /salesforce|^sf_|sfdc/i,
  limit: 'Salesforce limits logins for each user.',
  password: 'Salesforce is retiring the username-password flow; new connected apps cannot use it.',
};
