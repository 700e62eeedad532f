/** Authorization servers that accept the password grant, in files without any word of a token request. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const strict = (files: Record<string, string>) => saidOf(files, { preset: 'strict' });
const said = ['no-password-grant-server@here'];

test.each([
  'module.exports = { getClient, saveToken, getUser: async (name, word) => db.user(name, word) }; /*@here*/',
  'module.exports.getClient = getClient;\nmodule.exports.saveToken = saveToken;\nmodule.exports.getUser = function (name, word) { return db.user(name, word); }; /*@here*/',
  'export class Model {\n  getClient(id) { return db.client(id); }\n  saveToken(token) { return db.save(token); }\n  getUser(name, word) { return db.user(name, word); } /*@here*/\n}',
])('a model of oauth2-server that looks up users by their password', (model) => {
  const own = 'const getClient = (id) => db.client(id);\nconst saveToken = (token) => db.save(token);\n';
  expect(strict({ 'model.js': (model.includes('class') ? '' : own) + model })).toEqual(said);
});

test('a model without it, and a user service, accept none', () => {
  const model = 'module.exports = { getClient: (id) => id, saveToken: (token) => token };';
  const users = 'module.exports = { getUser: (id, fields) => db.user(id, fields), getClient: (id) => id };';
  expect(strict({ 'model.js': model, 'users.js': users })).toEqual([]);
});

test('a server that is given the grants', () => {
  const server = `const OAuthServer = require('express-oauth-server');
module.exports = new OAuthServer({ model, grants: ['password'] }); /*@here*/`;
  expect(strict({ 'server.js': server })).toEqual(said);
});
