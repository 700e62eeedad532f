import axios from 'axios';

export const getToken = async (scope = 'orders.read') => {
  const response = await axios.post(
    process.env.TOKEN_ENDPOINT,
    `grant_type=password&username=${encodeURIComponent(process.env.SVC_USER)}` +
      `&password=${encodeURIComponent(process.env.SVC_PASS)}&scope=${encodeURIComponent(scope)}`,
    { auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET } },
  );
  return response.data.access_token;
};
