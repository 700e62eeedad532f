/**
 * openid-client, loaded with the first token request: loading this package then costs next to nothing, and works in test
 * environments that lack what openid-client needs (`TextEncoder` under jsdom).
 */
export const openid = () => import('./openid-calls.js');
