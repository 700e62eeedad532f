/** What frameworks and libraries do with a function that they are given: how often it is called. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const said = (program: string) =>
  saidOf({ 'token.js': TOKEN, 'app.js': `import { getToken } from './token.js';\n${program}` });
const WORK = 'await send(await getToken());';

test.each([
  `import { App } from '@slack/bolt'; app.message('hi', async ({ say }) => { ${WORK} });`,
  `import middy from '@middy/core'; const list = async (event) => { ${WORK} }; export const handler = middy(list).use(cors());`,
  `import middy from '@middy/core'; export const handler = middy().use(cors()).handler(async (event) => { ${WORK} });`,
  `import Queue from 'bull'; const q = new Queue('x'); q.process(async (job) => { ${WORK} });`,
  `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; const server = new McpServer({}); server.tool('x', {}, async () => { ${WORK} });`,
  `export function tools(server) { server.registerTool('x', {}, async () => { ${WORK} }); }`,
  `export const search = tool({ description: 'x', execute: async () => { ${WORK} } });`,
  `export const flow = (card) => card.registerRunListener(async (args) => { ${WORK} });`,
  `addEventListener('fetch', (event) => { event.respondWith(handle(event.request)); }); async function handle(request) { ${WORK} }`,
  `document.querySelector('button').onclick = async () => { ${WORK} };`,
  `$('#send').click(async function () { ${WORK} });`,
  `export default new Vuex.Store({ actions: { async load({ commit }) { ${WORK} } } });`,
  `import fastq from 'fastq'; const q = fastq.promise(async (item) => { ${WORK} }, 1);`,
  `connection.subscribe('orders', { callback: async (error, message) => { ${WORK} } });`,
])('called again and again: %s', (program) => {
  expect(said(program)).toEqual(['reuse@token']);
});

test.each([
  `import { forEach } from 'lodash'; forEach(items, async (item) => { ${WORK} /*@loop*/ });`,
  `Array.prototype.forEach.call(items, async (item) => { ${WORK} /*@loop*/ });`,
  `const limiter = new Bottleneck(); const one = async (item) => { ${WORK} }; for (const item of items) await limiter.schedule(() => one(item)); /*@loop*/`,
  `const limiter = new Bottleneck(); const one = limiter.wrap(async (item) => { ${WORK} }); items.map((item) => one(item)); /*@loop*/`,
  `import asyncPool from 'tiny-async-pool'; await asyncPool(2, items, async (item) => { ${WORK} /*@loop*/ });`,
  `import { interval } from 'rxjs'; interval(1000).subscribe(async () => { ${WORK} /*@loop*/ });`,
])('a loop: %s', (program) => {
  expect(said(program)).toEqual(['loop@loop', 'reuse@token']);
});

test.each([
  `const kept = await cache.wrap('token', () => getToken()); items.map((item) => send(item, kept));`,
  `import { forEach } from './list.js'; forEach(items, send); send(await getToken());`,
])('asked for once: %s', (program) => {
  expect(said(program)).toEqual([]);
});

test.each([
  `import { Command } from '@oclif/core'; export default class Sync extends Command { async run() { ${WORK} } }`,
  `exports.sourceNodes = async ({ actions }) => { ${WORK} };`,
  `export async function seed(knex) { ${WORK} }`,
  `exports.up = async (queryInterface) => { ${WORK} };`,
  `module.exports = async ({ github, context, core }) => { ${WORK} };`,
  `document.addEventListener('DOMContentLoaded', async () => { ${WORK} });`,
  `window.onload = async () => { ${WORK} };`,
])('run once: %s', (program) => {
  expect(said(program)).toEqual([]);
});

test.each([
  `export class Sync extends Command { async run() { ${WORK} } }`,
  `exports.up = async (order) => { ${WORK} };`,
  `document.addEventListener('click', async () => { ${WORK} });`,
])('not known to run once: %s', (program) => {
  expect(said(program)).toEqual(['reuse@token']);
});
