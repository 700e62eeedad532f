import { getToken } from 'next-auth/jwt'

export async function getServerSideProps({ req }) {
  const token = await getToken({ req })
  if (!token) return { redirect: { destination: '/', permanent: false } }
  const response = await fetch(`${process.env.API_URL}/orders`, {
    headers: { authorization: `Bearer ${token.accessToken}` },
  })
  const { orders } = await response.json()
  return { props: { name: token.name ?? null, orders } }
}

export default function Orders({ name, orders }) {
  return (
    <main>
      <p id="user">{name}</p>
      <ul>
        {orders.map((order) => (
          <li className="order" key={order.id}>{order.item}</li>
        ))}
      </ul>
    </main>
  )
}
