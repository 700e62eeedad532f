import { run } from '../../dist/run.js';
import { engine } from './fake-engine.mjs';

process.exitCode = await run(process.argv.slice(2), { cwd: process.cwd(), engine });
