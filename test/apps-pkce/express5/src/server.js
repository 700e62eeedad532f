import express from 'express';
import session from 'express-session';
import { signIn } from './identity.js';
import { orders } from './orders.js';

const app = express();
app.set('view engine', 'ejs');
app.set('trust proxy', 1);
app.set('views', new URL('../views', import.meta.url).pathname);
app.use(express.urlencoded({ extended: false }));
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, maxAge: 8 * 60 * 60 * 1000 },
  }),
);

app.get('/', (req, res) => {
  res.render('home', { user: req.session.user });
});

app.get('/login', (req, res) => {
  res.render('login', { error: null });
});

app.post('/login', async (req, res) => {
  const { username, password } = req.body;
  try {
    const token = await signIn(username, password);
    req.session.accessToken = token;
    req.session.user = { name: username };
    res.redirect('/orders');
  } catch (error) {
    console.warn('login failed', error.message);
    res.status(401).render('login', { error: 'Wrong user name or password.' });
  }
});

app.use('/orders', orders);

const server = app.listen(process.env.PORT ?? 3000, () => {
  console.log(`listening on ${server.address().port}`);
});
