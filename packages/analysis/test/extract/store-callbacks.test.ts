/** Stores that answer by a callback: what it is given is what they keep. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const route = (body: string) => ({
  'token.js': TOKEN,
  'app.js': `import { getToken } from './token.js';
${body}
app.get('/x', (req, res) => token(req.query.account, (t) => res.json(t)));`,
});

test('a token of Redis and one of SQLite', () => {
  const redis = `function token(account, done) {
  redis.get('token', async (error, kept) => { if (kept) return done(kept); const t = await getToken(); redis.setex('token', 3000, t); done(t); });
}`;
  const sqlite = `function token(account, done) {
  db.get('SELECT token, until FROM tokens', (error, row) => {
    if (row && row.until > Date.now()) return done(row.token);
    getToken().then((t) => { db.run('UPDATE tokens SET token = ?', [t]); done(t); });
  });
}`;
  expect(saidOf(route(redis))).toEqual([]);
  expect(saidOf(route(sqlite))).toEqual([]);
});

const rows = (columns: string, save: string) => `function token(account, done) {
  db.query("SELECT ${columns} FROM accounts WHERE id = '" + account + "'", (error, found) => {
    if (found.rows.length) done(found.rows[0]); else ask(account, done);
  });
}
function ask(account, done) { getToken().then((t) => { ${save} }); }`;

test('a row of an account that holds its token, and one that holds something else', () => {
  const save = `db.query("UPDATE accounts SET access_token = '" + t + "' WHERE id = '" + account + "'", () => done(t));`;
  expect(saidOf(route(rows('access_token', save)))).toEqual([]);
  expect(saidOf(route(rows('name', 'done(t);')))).toEqual(['reuse@token']);
});
