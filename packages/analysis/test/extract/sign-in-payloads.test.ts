/** Payloads of a sign-in that name no grant, and payloads that a function only returns. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const said = (line: string) => saidOf({ 'login.js': `${line} /*@login*/` });

test.each([
  "export const login = (form) => fetch('/api/login/access-token', { method: 'POST', body: new URLSearchParams({ username: form.name, password: form.password }) });",
  "export const login = (build) => build.mutation({ query: (form) => ({ url: '/oauth/token', method: 'POST', body: new URLSearchParams({ grant_type: 'password', ...form }) }) });",
  "export const payload = (name, password) => ({ form: { grant_type: 'password', username: name, password } });",
])('%s', (line) => {
  expect(said(line)).toEqual(['password@login']);
});

test.each([
  "export const create = (form) => fetch('/api/users', { method: 'POST', body: new URLSearchParams({ username: form.name, password: form.password }) });",
  "export const payload = (form) => ({ body: new URLSearchParams({ grant_type: 'refresh_token', ...form }) });",
  "export const payload = () => ({ body: new URLSearchParams({ grant_type: 'password' }) });",
])('no sign-in: %s', (line) => {
  expect(said(line)).toEqual([]);
});
