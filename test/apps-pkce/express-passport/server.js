const express = require('express');
const session = require('express-session');
const passport = require('passport');
const { Strategy: LocalStrategy } = require('passport-local');

passport.use(
  new LocalStrategy(async (username, password, done) => {
    try {
      const response = await fetch(`${process.env.OIDC_ISSUER}/v1/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'password',
          client_id: process.env.OIDC_CLIENT_ID,
          client_secret: process.env.OIDC_CLIENT_SECRET,
          scope: 'openid orders.read',
          username,
          password,
        }),
      });
      const answer = await response.json();
      if (answer.error) return done(null, false);
      return done(null, { username, token: answer.access_token });
    } catch (error) {
      return done(error);
    }
  }),
);
passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user, done) => done(null, user));

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.use(passport.session());

app.post('/login', passport.authenticate('local', { failureRedirect: '/?failed', successRedirect: '/orders' }));

app.get('/orders', async (req, res) => {
  if (!req.isAuthenticated()) return res.redirect('/');
  const answer = await fetch(`${process.env.API_URL}/orders`, {
    headers: { authorization: `Bearer ${req.user.token}` },
  });
  const { orders } = await answer.json();
  res.send(`<p id="user">${req.user.username}</p><p>orders: ${orders.length}</p>`);
});

app.get('/', (req, res) => {
  res.send(
    '<form method="post" action="/login"><input name="username"><input name="password" type="password"><button>Sign in</button></form>',
  );
});

app.listen(Number(process.env.PORT ?? 3000));
