export const environment = {
  tokenUrl: 'http://127.0.0.1:8080/oauth2/default/v1/token',
  clientId: 'orders-angular',
  apiUrl: 'http://127.0.0.1:8080/api',
};
