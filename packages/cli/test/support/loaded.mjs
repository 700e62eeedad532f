// Runs the published command in this process and then tells which heavy modules were loaded, on stderr.
import { createRequire } from 'node:module';

process.on('exit', () => {
  const files = Object.keys(createRequire(import.meta.url).cache);
  const heavy = ['ts-morph', 'typescript', '@clack', 'diff', 'write-file-atomic'];
  process.stderr.write(
    JSON.stringify(heavy.filter((name) => files.some((file) => file.includes(`/node_modules/${name}/`)))),
  );
});
await import('../../bin/grant-migrate.js');
