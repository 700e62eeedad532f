import { useRouter } from 'next/router'
import { useState } from 'react'

export default function Login() {
  const router = useRouter()
  const [error, setError] = useState('')

  const submit = (event) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    fetch('/api/login', { method: 'POST', body: new URLSearchParams(form) })
      .then((response) => {
        if (!response.ok) throw new Error('Wrong user name or password')
        router.push('/orders')
      })
      .catch((problem) => setError(problem.message))
  }

  return (
    <form onSubmit={submit}>
      <input name="username" />
      <input name="password" type="password" />
      <button type="submit">Log in</button>
      <p>{error}</p>
    </form>
  )
}
