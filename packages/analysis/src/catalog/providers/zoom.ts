import type { Provider } from '../provider.js';

export const zoom: Provider = {
  name: 'zoom',
  title: 'Zoom',
  docs: 'https://developers.zoom.us/docs/internal-apps/s2s-oauth/',
  url: /zoom\.us\/oauth/i,
  names: /^zoom_/i,
};
