export async function getServerSideProps(context) {
  const token = context.req.cookies.session_token
  if (!token) return { redirect: { destination: '/login', permanent: false } }
  const call = async (path) => {
    const response = await fetch(`${process.env.API_URL}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    return response.json()
  }
  const [{ user }, { orders }] = await Promise.all([call('/whoami'), call('/orders')])
  return { props: { user, orders } }
}

export default function Orders({ user, orders }) {
  return (
    <main>
      <p id="user">{user}</p>
      <ul>
        {orders.map((order) => (
          <li className="order" key={order.id}>
            {order.item}
          </li>
        ))}
      </ul>
      <form method="post" action="/auth/logout">
        <button id="logout">Log out</button>
      </form>
    </main>
  )
}
