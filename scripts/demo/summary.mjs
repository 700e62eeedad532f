// The picture at the end: one bar a run, one block a token request or order.
import { ORDERS } from './promises.mjs';

/**
 * @typedef {{ stats: import('../../test/authorization-server/stats.mjs').Stats }} Run
 * @param {Run} before
 * @param {Run} after
 * @param {import('picocolors').Colors} colors what a colour says is said by the shape of the block too
 */
export function summary(before, after, colors) {
  const answered = (/** @type {number} */ count) => colors.green('█'.repeat(count));
  const refused = (/** @type {number} */ count) => colors.red('░'.repeat(count));
  const requests = ({ stats: { tokenRequests, s429 } }) => ({
    bar: answered(tokenRequests - s429) + refused(s429),
    length: tokenRequests,
    text: `${tokenRequests}, ${s429 === 0 ? 'none' : s429} answered 429`,
  });
  const orders = ({ stats: { api } }) => {
    const synced = api.byStatus['200'] ?? 0;
    return { bar: answered(synced), length: synced, text: `${synced} of ${ORDERS}` };
  };
  const rows = [
    { name: 'token requests', when: 'before', ...requests(before) },
    { name: '', when: 'after', ...requests(after) },
    { name: 'orders synced', when: 'before', ...orders(before) },
    { name: '', when: 'after', ...orders(after) },
  ];
  const width = Math.max(...rows.map(({ length }) => length));
  return rows
    .map(({ name, when, bar, length, text }) => {
      const label = `${name.padEnd(14)}  ${colors.dim(when.padEnd(6))}`;
      return `${label}  ${bar}${' '.repeat(width - length)}  ${text}`;
    })
    .join('\n');
}
