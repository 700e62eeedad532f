import { useState } from 'react';
import { getOrders, type Order } from './api/orders';

export function Orders({ onLogout }: { onLogout: () => void }) {
  const [orders, setOrders] = useState<Order[]>([]);
  const [error, setError] = useState('');

  const load = () =>
    getOrders().then(setOrders, (problem: Error) => {
      setError(problem.message);
    });

  return (
    <main>
      <button id="load" onClick={load}>
        Load orders
      </button>
      <p id="count">{orders.length} orders</p>
      <p id="error">{error}</p>
      <button id="logout" onClick={onLogout}>
        Log out
      </button>
    </main>
  );
}
