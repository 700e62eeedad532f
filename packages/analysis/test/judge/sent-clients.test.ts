/** Client credentials that somebody sends with a request are theirs: another token for each. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const route = (client: string, secret: string) => ({
  'app.js': `import express from 'express';
express().post('/token', async (req, res) => {
  const { clientId, clientSecret } = req.body;
  const answer = await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: ${client}, client_secret: ${secret} }),
  });
  res.json(await answer.json());
});`,
});

test("the caller's own client is not asked to share a token", () => {
  expect(saidOf(route('clientId', 'clientSecret'))).toEqual([]);
  expect(saidOf(route('process.env.ID', 'process.env.SECRET'))).toEqual(['reuse@token']);
  // The caller names a tenant, and the secret is the service's.
  expect(saidOf(route('clientId', 'process.env.SECRET'))).toEqual(['reuse@token']);
});
