#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as module from 'node:module';

// Node 22 and later keep compiled modules between runs.
module.enableCompileCache?.();
const bundle = new URL('../bundle/main.js', import.meta.url);
await import(existsSync(bundle) ? bundle.href : '../dist/main.js');
