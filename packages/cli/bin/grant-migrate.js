#!/usr/bin/env node
// CommonJS, as the bundle is: to start the loader of ES modules takes as long as a cached check.
/* eslint-disable @typescript-eslint/no-require-imports */
'use strict';
const { existsSync } = require('node:fs');
const module_ = require('node:module');
const { join } = require('node:path');

// Node 22 and later keep compiled modules between runs.
module_.enableCompileCache?.();
const bundle = join(__dirname, '../bundle');
// Without its manifest it is one that an older build left.
if (existsSync(join(bundle, 'package.json'))) require(join(bundle, 'main.js'));
else void import('../dist/main.js');
