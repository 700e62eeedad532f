import { useState } from 'react'
import { signIn, signOut, useSession } from 'next-auth/react'

export default function Home() {
  const { data } = useSession()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  if (data)
    return (
      <main>
        <p id="user">{data.user.name}</p>
        <button id="logout" onClick={() => signOut()}>Log out</button>
      </main>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        signIn('company', { username, password, callbackUrl: '/orders' })
      }}
    >
      <input value={username} onChange={(event) => setUsername(event.target.value)} />
      <input type="password" value={password} onChange={(event) => setPassword(event.target.value)} />
      <button type="submit">Log in</button>
    </form>
  )
}
