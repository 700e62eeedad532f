import type { Provider } from '../provider.js';

export const cognito: Provider = {
  name: 'cognito',
  title: 'Amazon Cognito',
  docs: 'https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html',
  url: /\.amazoncognito\.com|cognito/i,
  names: /cognito/i,
  limit: 'Cognito bills each machine token and limits requests a second.',
};
