/** The sample applications in `test/apps-pkce`: what to say to the command, and how each is started. */
import type { Person } from './journeys.js';
import { nextJourneys } from './next-journeys.js';

export interface Sample {
  name: string;
  /** In `test/apps-pkce`. */
  folder: string;
  /** For `--framework`; without it, the command finds out. */
  framework?: string;
  /** Packages that the application gets under another name than here: two versions of one are installed. */
  packages?: Record<string, string>;
  /** Versions that are not installed here: npm gets them, and the manifest asks for them (versions.matrix.ts). */
  versions?: Record<string, string>;
  /** Changes a file of the copy, or takes it away with null, before it is migrated, where another version wants it written otherwise. */
  prepare?(file: string, text: string): string | null;
  /** Files that another version wants under another name. */
  rename?: Record<string, string>;
  /** True where TypeScript makes what is started. */
  compiled?: true;
  /** What builds it. */
  build?: string[];
  start: string[];
  /** Where the old login took the password; '/login', unless it says otherwise. */
  passwordRoute?: string;
  /** How many sign-ins it had; one, unless it says otherwise. */
  sites?: number;
  /** What people do in this one alone. */
  journeys?: Record<string, (person: Person) => Promise<void>>;
  /** True where /login stays a page of the application, whose button leads to the provider. */
  hasLoginPage?: true;
}

export const samples: Sample[] = [
  { name: 'Express 5, JavaScript, ES modules', folder: 'express5', start: ['node', 'src/server.js'] },
  {
    name: 'Express 4, TypeScript, CommonJS',
    folder: 'express4-ts',
    packages: { express: 'express4' },
    compiled: true,
    start: ['node', 'dist/server.js'],
  },
  { name: 'Fastify 5, JavaScript, CommonJS', folder: 'fastify5', start: ['node', 'server.js'] },
  {
    name: 'Nest 11, TypeScript, CommonJS',
    folder: 'nest11',
    compiled: true,
    start: ['node', 'dist/main.js'],
  },
  { name: 'Koa 3, JavaScript, ES modules', folder: 'koa3', start: ['node', 'index.js'] },
  {
    name: 'Next.js 16, app router, TypeScript',
    folder: 'next-app',
    sites: 2,
    journeys: nextJourneys,
    build: ['node', 'node_modules/next/dist/bin/next', 'build', '--webpack'],
    start: ['node', 'node_modules/next/dist/bin/next', 'start'],
    passwordRoute: '/api/login',
    hasLoginPage: true,
  },
  {
    name: 'Next.js 16, pages router, JavaScript',
    folder: 'next-pages',
    build: ['node', 'node_modules/next/dist/bin/next', 'build', '--webpack'],
    start: ['node', 'node_modules/next/dist/bin/next', 'start'],
    passwordRoute: '/api/login',
    hasLoginPage: true,
  },
];
