#!/usr/bin/env node
import { accessToken } from './session.js';

const response = await fetch(process.env.ORDERS_URL ?? '', {
  headers: { authorization: `Bearer ${await accessToken()}` },
});
console.log(`orders: ${((await response.json()) as { orders: unknown[] }).orders.length}`);
