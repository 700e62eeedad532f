/** Every framework that a scaffold is written for; the order is the order of detection within one side. */
import type { Framework } from '../framework.js';
import { angular } from './angular/index.js';
import { commandLine } from './command-line/index.js';
import { express } from './express/index.js';
import { nest } from './nest/index.js';
import { nextApp, nextPages } from './next/index.js';
import { fastify } from './fastify/index.js';
import { koa } from './koa/index.js';
import { react } from './react/index.js';
import { spa } from './spa/index.js';
import { vue } from './vue/index.js';

export const frameworks: readonly Framework[] = [
  express,
  fastify,
  koa,
  nest,
  nextApp,
  nextPages,
  react,
  vue,
  angular,
  spa,
  commandLine,
];
