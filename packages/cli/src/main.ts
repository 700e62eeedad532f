import { engine } from './engine.js';
import { run } from './run.js';

// A reader that has seen enough (`| head`) closes the pipe: end without a complaint, with the status known so far.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });

// No process.exit(): a report that is still on its way into a pipe would be cut off. No top-level await: the bundle has none.
void run(process.argv.slice(2), { cwd: process.cwd(), engine }).then((status) => {
  process.exitCode = status;
});
