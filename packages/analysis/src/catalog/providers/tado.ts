import type { Provider } from '../provider.js';

export const tado: Provider = {
  name: 'tado',
  title: 'tado°',
  docs: 'https://support.tado.com/en/articles/8565472-how-do-i-authenticate-to-access-the-rest-api',
  url: /\b(auth|login)\.tado\.com\/oauth2?\/token/i,
  names: /^tado_/i,
  password: 'tado° has the device flow (RFC 8628) in its place.',
};
