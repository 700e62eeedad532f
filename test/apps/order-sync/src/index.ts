import { syncOrders } from './jobs/sync.js';
import { todaysOrders } from './shop/orders.js';

const orders = todaysOrders();
const { synced, rateLimited, failed } = await syncOrders(orders);

console.log(`${synced} of ${orders.length} orders synced`);
if (rateLimited > 0) console.log(`${rateLimited} refused: the token endpoint answered 429`);
if (failed > 0) console.log(`${failed} failed`);
process.exitCode = synced === orders.length ? 0 : 1;
