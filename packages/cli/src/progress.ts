/** One line on stderr that says how far long work is; silent without a terminal and for work that is over quickly. */
export interface Progress {
  /** `text` is made only when it is shown. */
  update(text: () => string): void;
  /** Clears the line. Call it before anything else is printed. */
  done(): void;
}

const patience = 300;
const interval = 80;

export function startProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY || process.env['TERM'] === 'dumb') return { update() {}, done() {} };
  const began = performance.now();
  let last = 0;
  let shown = false;
  return {
    update(text) {
      const now = performance.now();
      if (now - began < patience || now - last < interval) return;
      last = now;
      shown = true;
      stream.write(`\r\u001b[K${text().slice(0, (stream.columns ?? 80) - 1)}`);
    },
    done() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
