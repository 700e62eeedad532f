import { Router } from 'express';

export const orders = Router();

orders.get('/', async (req, res) => {
  if (!req.session.accessToken) return res.redirect('/login');
  const response = await fetch(`${process.env.API_URL}/orders`, {
    headers: { Authorization: `Bearer ${req.session.accessToken}` },
  });
  if (!response.ok) return res.status(502).send(`The orders API answered ${response.status}.`);
  const { orders: list } = await response.json();
  res.render('orders', { user: req.session.user, orders: list });
});
