export interface Order {
  id: number;
  item: string;
}

export async function getOrders(): Promise<Order[]> {
  const response = await fetch(`${import.meta.env.VITE_API_URL}/orders`, {
    headers: { authorization: `Bearer ${localStorage.getItem('orders.token')}` },
  });
  if (!response.ok) {
    throw new Error(`The API answered ${response.status}`);
  }
  const { orders } = await response.json();
  return orders;
}
