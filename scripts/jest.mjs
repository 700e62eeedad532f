// Jest as native ESM: the modules under test are ESM only (yargs 18, openid-client 6).
import { run } from './setup.mjs';

process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim();
run('node_modules/.bin/jest', [...process.argv.slice(2)]);
