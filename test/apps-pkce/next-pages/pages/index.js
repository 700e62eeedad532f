export async function getServerSideProps({ req }) {
  return { props: { loggedIn: Boolean(req.cookies.session_token) } }
}

export default function Home({ loggedIn }) {
  return loggedIn ? (
    <a href="/orders">Your orders</a>
  ) : (
    <a id="login" href="/login">
      Log in
    </a>
  )
}
