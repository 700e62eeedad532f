#!/usr/bin/env node
// Node 22 and later keep compiled modules between runs.
import * as module from 'node:module';

module.enableCompileCache?.();
await import('../dist/main.js');
