// What only clients with a key of their own need of openid-client.
export { PrivateKeyJwt } from 'openid-client';
