import { listen } from './loopback.js';

test('the answer of another sign-in is refused, its own is taken, and nothing listens afterwards', async () => {
  const loopback = await listen('state-of-this-sign-in');
  expect(new URL(loopback.redirectUri).hostname).toBe('127.0.0.1');
  const forged = await fetch(`${loopback.redirectUri}?code=stolen&state=another`);
  expect(forged.status).toBe(400);
  const elsewhere = await fetch(new URL('/', loopback.redirectUri));
  expect(elsewhere.status).toBe(404);
  const browser = fetch(`${loopback.redirectUri}?code=good&state=state-of-this-sign-in`);
  const answer = await loopback.answer;
  expect(answer.url.searchParams.get('code')).toBe('good');
  const replayed = await fetch(`${loopback.redirectUri}?code=good&state=state-of-this-sign-in`);
  expect(replayed.status).toBe(400);
  answer.show('done');
  expect((await browser).status).toBe(200);
  loopback.close();
  const after = await fetch(loopback.redirectUri).catch(() => 'refused');
  expect(after).toBe('refused');
});
