const { TOKEN_ENDPOINT, CLIENT_ID, CLIENT_SECRET } = process.env

// undefined when the provider says no
async function login(username, password) {
  const response = await fetch(TOKEN_ENDPOINT, {
    method: 'POST',
    headers: { authorization: 'Basic ' + Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64') },
    body: new URLSearchParams({ grant_type: 'password', username, password, scope: 'orders.read' })
  })
  if (!response.ok) return undefined
  return response.json()
}

module.exports = { login }
