export const ISSUER = 'http://127.0.0.1:8080/oauth2/default';
export const API_URL = 'http://127.0.0.1:8080/api';
export const CLIENT_ID = 'orders-spa';
