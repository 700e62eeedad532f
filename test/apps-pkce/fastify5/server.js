const fastify = require('fastify')
const cookie = require('@fastify/cookie')
const formbody = require('@fastify/formbody')
const session = require('@fastify/session')
const pages = require('./pages')
const { login } = require('./identity')

const app = fastify({ trustProxy: true })

app.register(formbody)
app.register(cookie)
app.register(session, {
  secret: process.env.SESSION_SECRET,
  saveUninitialized: false,
  cookie: { secure: false, maxAge: 8 * 60 * 60 * 1000 }
})

app.get('/', async (request, reply) => {
  return reply.type('text/html').send(pages.home(request.session.user))
})

app.get('/login', async (request, reply) => {
  return reply.type('text/html').send(pages.login())
})

app.route({
  method: 'POST',
  url: '/login',
  handler: async (request, reply) => {
    const { username, password } = request.body
    const tokens = await login(username, password)
    if (!tokens) return reply.code(401).type('text/html').send(pages.login('Wrong user name or password.'))
    request.session.token = tokens.access_token
    request.session.user = username
    return reply.redirect('/orders')
  }
})

app.get('/orders', async (request, reply) => {
  if (!request.session.token) return reply.redirect('/login')
  const response = await fetch(`${process.env.API_URL}/orders`, {
    headers: { authorization: `Bearer ${request.session.token}` }
  })
  if (!response.ok) return reply.code(502).send(`The orders API answered ${response.status}.`)
  const { orders } = await response.json()
  return reply.type('text/html').send(pages.orders(request.session.user, orders))
})

app.listen({ port: Number(process.env.PORT || 3000) }, (error, address) => {
  if (error) throw error
  console.log(`listening on ${address}`)
})
