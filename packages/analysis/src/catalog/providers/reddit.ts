import type { Provider } from '../provider.js';

export const reddit: Provider = {
  name: 'reddit',
  title: 'Reddit',
  docs: 'https://github.com/reddit-archive/reddit/wiki/OAuth2',
  url: /\breddit\.com\/api\/v1\/access_token/i,
  names: /^reddit_/i,
};
