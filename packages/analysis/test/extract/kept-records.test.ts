/** Tokens that are kept in a record, a row or a file, by way of the object that is written there. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const route = (imports: string, body: string) => ({
  'token.js': TOKEN,
  'app/api/orders/route.js': `import { getToken } from '../../../token.js';
${imports}
export async function GET() { return load(await token()); }
async function token() { ${body} }`,
});

const FILE = `import fs from 'node:fs';\nconst PLACE = './token.json';`;

test.each([
  [
    'a record of a store',
    `import { Settings } from '../../../models.js';`,
    `const row = await Settings.findOne();
  if (row.token && row.until > Date.now()) return row.token;
  row.token = await getToken();
  await row.save();
  return row.token;`,
  ],
  [
    'a row of a table',
    `import { pool } from '../../../db.js';`,
    `const { rows } = await pool.query('select token from tokens where until > now()');
  if (rows.length > 0) return rows[0].token;
  const fresh = await getToken();
  await pool.query('insert into tokens values ($1)', [fresh]);
  return fresh;`,
  ],
  [
    'a file that is read and written whole',
    FILE,
    `const kept = JSON.parse(fs.readFileSync(PLACE, 'utf8'));
  if (kept.until > Date.now()) return kept.token;
  kept.token = await getToken();
  fs.writeFileSync(PLACE, JSON.stringify(kept));
  return kept.token;`,
  ],
  [
    'a file that a function of its own reads',
    `import { readFile, writeFile } from 'node:fs/promises';
const read = async () => JSON.parse(await readFile('./token.json', 'utf8'));`,
    `const kept = await read();
  if (kept.until > Date.now()) return kept.token;
  const fresh = { token: await getToken() };
  await writeFile('./token.json', JSON.stringify(fresh));
  return fresh.token;`,
  ],
])('a token that is kept in %s is read before it is asked for', (_, imports, body) => {
  expect(saidOf(route(imports, body))).toEqual([]);
});

test.each([
  [
    'a file that nothing reads',
    FILE,
    `const last = {};
  last.token = await getToken();
  fs.writeFileSync(PLACE, JSON.stringify(last));
  return last.token;`,
  ],
  [
    'a record that is only looked for',
    `import { Order } from '../../../models.js';`,
    `const order = await Order.findOne();
  if (!order) return null;
  order.state = await track(await getToken());
  await order.save();
  return order;`,
  ],
  [
    'a row of another table',
    `import { pool } from '../../../db.js';`,
    `const { rows } = await pool.query('select * from orders');
  if (rows.length > 100) return rows;
  const fresh = await getToken();
  await pool.query('insert into tokens values ($1)', [fresh]);
  return fresh;`,
  ],
])('a token that goes to %s is not kept for the next call', (_, imports, body) => {
  expect(saidOf(route(imports, body))).toEqual(['reuse@token']);
});

test('a job that puts the token in a file for others keeps it fresh', () => {
  const job = (rest: string) => ({
    'token.js': TOKEN,
    'job.js': `import fs from 'node:fs';
import cron from 'node-cron';
import { getToken } from './token.js';
import { list, send, close } from './work.js';
cron.schedule('0 * * * *', async () => { await renew(); ${rest} });
async function renew() {
  const settings = JSON.parse(fs.readFileSync('./settings.json'));
  settings.token = await getToken();
  fs.writeFileSync('./settings.json', JSON.stringify(settings));
}`,
  });
  expect(saidOf(job(''))).toEqual([]);
  expect(saidOf(job('await list(); await send(); await close();'))).toEqual(['reuse@token']);
});

test('to write a form and to answer a failure is no work that a renewal is done for', () => {
  const files = {
    'job.js': `const cron = require('node-cron');
const qs = require('qs');
const fs = require('fs');
const axios = require('axios');
module.exports = cron.schedule('0 * * * *', async (req, res) => {
  const data = qs.stringify({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET });
  axios.post('https://auth.example.com/token', data)
    .then((answer) => { fs.writeFileSync('./token.json', answer.data.access_token); })
    .catch((error) => res.status(400).send({ message: 'no token' }));
});`,
  };
  expect(saidOf(files)).toEqual([]);
});

test('a record that is looked up by what a request names, and speaks of no token, keeps an answer', () => {
  const program = (guard: string, write: string) => ({
    'pay.js': `import axios from 'axios';
export class Pay {
  constructor() { this.id = process.env.ID; this.secret = process.env.SECRET; }
  async getToken() {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: this.id, client_secret: this.secret });
    return (await axios.post('https://auth.example.com/oauth/token', body)).data.access_token; /*@token*/
  }
  async capture(reference) {
    const headers = { Authorization: await this.getToken() };
    return (await axios.get('https://api.example.com/' + reference, { headers })).data;
  }
}`,
    'server.js': `import express from 'express';
import { Donation } from './models.js';
import { Pay } from './pay.js';
const pay = new Pay();
express().post('/confirm', async (req, res) => {
  const row = await Donation.findOne({ reference: req.body.reference });
  if (${guard}) return res.json(row);
  const order = await pay.capture(req.body.reference);
  ${write}
  res.json(order);
});`,
  });
  expect(
    saidOf(program('row?.isPaid', 'await Donation.findByIdAndUpdate(order.id, { isPaid: true });')),
  ).toEqual(['reuse@token']);
  expect(saidOf(program('!row', 'row.number = order.number; await row.save();'))).toEqual(['reuse@token']);
});
