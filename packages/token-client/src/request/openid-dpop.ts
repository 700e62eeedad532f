// What only sources with bound tokens need of openid-client.
export { fetchProtectedResource, getDPoPHandle } from 'openid-client';
