export default async function handler(req, res) {
  const { username, password } = req.body
  const response = await fetch(process.env.TOKEN_ENDPOINT, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: process.env.CLIENT_ID,
      client_secret: process.env.CLIENT_SECRET,
      username,
      password,
    }),
  })
  if (!response.ok) return res.status(401).json({ error: 'invalid_login' })
  const { access_token } = await response.json()
  res.setHeader('Set-Cookie', `session_token=${access_token}; Path=/; HttpOnly; SameSite=Lax`)
  res.status(200).json({ ok: true })
}
