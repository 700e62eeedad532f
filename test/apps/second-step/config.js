const { TOKEN_ENDPOINT, CLIENT_ID, CLIENT_SECRET, SVC_USER, SVC_PASS, API_URL } = process.env;

export const api = API_URL;
export const oauth = {
  url: TOKEN_ENDPOINT,
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
  account: { name: SVC_USER, password: SVC_PASS },
  scope: 'openid orders.read offline_access',
};
