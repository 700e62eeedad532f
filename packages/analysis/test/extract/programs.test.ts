/** What a command-line program or a build runs once a run is no call again and again. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const ASKS = `import { getToken } from './token.js';\nexport async function list() { return load(await getToken()); }`;
const program = (files: Record<string, string>) => ({ 'token.js': TOKEN, 'list.js': ASKS, ...files });

test.each([
  [
    'a module of yargs',
    'commands/list.js',
    `const { list } = require('../list.js');
exports.command = 'list';
exports.handler = async (argv) => { await list(argv); };`,
  ],
  [
    'an object of yargs',
    'cli.js',
    `import { list } from './list.js';
yargs.command({ command: 'list', describe: 'lists', handler: async () => { await list(); } }).parse();`,
  ],
  [
    'a class of oclif',
    'commands/list.js',
    `import { Command } from '@oclif/core';
import { list } from '../list.js';
export default class List extends Command { async run() { await list(); } }`,
  ],
  [
    'a command of nestjs-console',
    'cli.js',
    `import { ConsoleService } from 'nestjs-console';
import { list } from './list.js';
export class Cli {
  constructor(console) { console.createCommand({ command: 'list' }, this.list); }
  list = async () => { await list(); };
}`,
  ],
  [
    'a task of gulp',
    'gulpfile.js',
    `const { list } = require('./list.js');
async function deploy() { await list(); }
exports.deploy = deploy;`,
  ],
  [
    'data of a static site',
    'src/_data/posts.js',
    `const { list } = require('../../list.js');
module.exports = async function () { return list(); };`,
  ],
  [
    'a seed of a database',
    'seeds/first.js',
    `const { list } = require('../list.js');
exports.seed = async (knex) => { await knex('posts').insert(await list()); };`,
  ],
  [
    'the start of a Next.js server',
    'src/instrumentation.ts',
    `import { list } from '../list.js';
export async function register() { globalThis.posts = await list(); }`,
  ],
  [
    'the configuration of a Next.js server',
    'next.config.js',
    `import { list } from './list.js';
export default { async rewrites() { return list(); } };`,
  ],
  [
    'the start of an extension',
    'extension.js',
    `import * as vscode from 'vscode';
import { list } from './list.js';
export async function activate(context) { context.posts = await list(); }`,
  ],
  [
    'the installation of an extension',
    'background.js',
    `import { list } from './list.js';
chrome.runtime.onInstalled.addListener(async () => { await list(); });`,
  ],
  [
    'a class of Clipanion',
    'commands/list.js',
    `import { Command } from 'clipanion';
import { list } from '../list.js';
export class List extends Command { async execute() { await list(); } }`,
  ],
  [
    'an executor of Nx',
    'executor.js',
    `import { list } from './list.js';
export default async function runExecutor(options, context) { await list(); }`,
  ],
  [
    'a step of a release',
    'index.js',
    `const { list } = require('./list.js');
async function verifyConditions() {}
async function publish(config, context) { await list(); }
module.exports = { verifyConditions, publish };`,
  ],
])('%s runs once', (_, file, text) => {
  expect(saidOf(program({ [file]: text }))).toEqual([]);
});

test('what only looks like a command runs as often as it is called', () => {
  const bot = `const { list } = require('../list.js');
module.exports = { name: 'list', run: async (client, message) => { message.reply(await list()); } };`;
  expect(saidOf(program({ 'commands/list.js': bot }))).toEqual(['reuse@token']);
  const lambda = `import { list } from './list.js';\nexport const handler = async (event) => list();`;
  expect(saidOf(program({ 'index.js': lambda }))).toEqual(['reuse@token']);
  const message = `import { list } from './list.js';
chrome.runtime.onMessage.addListener(async () => { await list(); });`;
  expect(saidOf(program({ 'background.js': message }))).toEqual(['reuse@token']);
  const service = `import { list } from './list.js';
export async function activate(req, res) { res.json(await list()); }`;
  expect(saidOf(program({ 'api/users.js': service }))).toEqual(['reuse@token']);
});
