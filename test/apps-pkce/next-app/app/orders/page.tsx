import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignOut } from './sign-out';

interface Order {
  id: number;
  item: string;
}

async function callApi(path: string) {
  const token = (await cookies()).get('token')?.value;
  if (!token) redirect('/login');
  const response = await fetch(`${process.env.API_URL}${path}`, {
    headers: { authorization: `Bearer ${token}` },
    cache: 'no-store',
  });
  if (response.status === 401) redirect('/login');
  return response.json();
}

export default async function Orders() {
  const [{ user }, { orders }] = await Promise.all([callApi('/whoami'), callApi('/orders')]);
  return (
    <main>
      <p id="user">{user}</p>
      <ul>
        {orders.map((order: Order) => (
          <li className="order" key={order.id}>
            {order.item}
          </li>
        ))}
      </ul>
      <SignOut />
    </main>
  );
}
