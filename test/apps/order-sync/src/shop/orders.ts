/** An order as the shop has it. */
export interface Order {
  id: number;
  item: string;
  quantity: number;
}

/** The orders of today. */
export function todaysOrders(): Order[] {
  return Array.from({ length: 25 }, (_, index) => ({
    id: index + 1,
    item: `item-${index + 1}`,
    quantity: ((index + 1) % 3) + 1,
  }));
}
