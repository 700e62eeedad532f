// How the demo looks: headings, commands, their output. Colours on a terminal alone.
import picocolors from 'picocolors';

/** @typedef {ReturnType<typeof createPage>} Page */

/** @param {NodeJS.WriteStream} stream */
export function createPage(stream) {
  const colors = picocolors.createColors(wantsColor(stream));
  const line = (/** @type {string} */ text = '') => stream.write(`${text}\n`);
  let step = 0;
  return {
    colors,
    /** @param {string} text */
    heading(text) {
      step += 1;
      line();
      line(`${colors.cyan(String(step))}  ${colors.bold(text)}`);
      line();
    },
    /** @param {string} text */
    command: (text) => line(`${colors.dim('$')} ${colors.bold(text)}`),
    /** @param {string} text */
    output: (text) => line(text.trimEnd()),
    /** @param {string} text */
    note: (text) => line(colors.dim(text)),
    /** @param {string} promise */
    failure: (promise) => line(`${colors.red('Not as promised:')} ${promise}`),
    /** @param {string} next @param {string} what */
    success(next, what) {
      line();
      line(`Next: ${colors.cyan(next)}   ${what}`);
    },
  };
}

/** As the command itself decides it. @param {NodeJS.WriteStream} stream */
function wantsColor(stream) {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return Boolean(stream.isTTY) && TERM !== 'dumb';
}
