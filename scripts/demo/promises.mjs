// What the demo promises, checked at its end: a demo that only looks good is no demo.

/** How many orders the sample has. */
export const ORDERS = 25;

/**
 * @typedef {Awaited<ReturnType<typeof import('../../test/apps/run.mjs').runApp>>} Run
 * @param {object} outcome
 * @param {Run} outcome.before the job as it was
 * @param {number | null} outcome.check exit status
 * @param {number | null} outcome.plan exit status
 * @param {boolean} outcome.planWroteNothing
 * @param {number | null} outcome.write exit status
 * @param {Run} outcome.after the job after its migration
 * @returns {string[]} what did not come true
 */
export function brokenPromises({ before, check, plan, planWroteNothing, write, after }) {
  /** @type {[string, boolean][]} */
  const promises = [
    ['before, some token requests are answered 429', before.stats.s429 > 0],
    ['before, a token is requested for each order', before.stats.tokenRequests === ORDERS],
    ['`check` finds something (exit status 1)', check === 1],
    ['`migrate` shows a plan (exit status 0)', plan === 0],
    ['`migrate` without --write writes nothing', planWroteNothing],
    ['`migrate --write` leaves nothing to a person (exit status 0)', write === 0],
    ['after, one token request', after.stats.tokenRequests === 1],
    ['after, no token request is answered 429', after.stats.s429 === 0],
    ['after, every order reaches the API', after.stats.api.byStatus['200'] === ORDERS && after.status === 0],
  ];
  return promises.filter(([, kept]) => !kept).map(([promise]) => promise);
}
