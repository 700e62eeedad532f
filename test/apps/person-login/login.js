const axios = require('axios');

/** Is it them? The provider answers. */
module.exports = async function login(req, res) {
  try {
    const { data } = await axios.post(
      process.env.TOKEN_ENDPOINT,
      new URLSearchParams({
        grant_type: 'password',
        username: req.body.username,
        password: req.body.password,
        client_id: process.env.CLIENT_ID,
        client_secret: process.env.CLIENT_SECRET,
      }),
    );
    res.end(data.access_token ? 'welcome' : 'no token');
  } catch (error) {
    res.statusCode = 401;
    res.end('wrong user name or password');
  }
};
