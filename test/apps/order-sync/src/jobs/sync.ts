import { callApi } from '../api/client.js';
import type { Order } from '../shop/orders.js';

/** What one run did. */
export interface SyncReport {
  synced: number;
  /** Orders that did not get there because the token endpoint answered 429. */
  rateLimited: number;
  failed: number;
}

/** Sends the orders one by one, in their order; one that fails does not stop the others. */
export async function syncOrders(orders: Order[]): Promise<SyncReport> {
  const report: SyncReport = { synced: 0, rateLimited: 0, failed: 0 };
  for (const order of orders) {
    try {
      await callApi('PUT', `/orders/${order.id}`, order);
      report.synced += 1;
    } catch (error) {
      if (statusOf(error) === 429) report.rateLimited += 1;
      else report.failed += 1;
    }
  }
  return report;
}

function statusOf(error: unknown): number | undefined {
  return (error as { response?: { status: number } }).response?.status;
}
