import type { Library } from '../library.js';

/** Servers and their routers: the function runs once for each HTTP request. */
export const httpHandlers: Library = {
  name: 'http-handlers',
  docs: 'https://expressjs.com/en/guide/routing.html',
  roles: [
    {
      role: 'http',
      member: ['get', 'post', 'put', 'patch', 'delete', 'del', 'all', 'options', 'head'],
      receiver:
        /(app|router|routes?|server|fastify|api|express|instance|hono|koa|restify|\w*Router|\w*App|\w*Routes?)$/i,
    },
    { role: 'http', member: ['get', 'post', 'put', 'patch', 'delete', 'del', 'all'], firstText: /^[/*:]/ },
    {
      role: 'http',
      member: ['use'],
      receiver: /(app|router|routes?|server|fastify|koa|hono|\w*Router|\w*App)$/i,
    },
    {
      role: 'http',
      member: ['addHook'],
      firstText: /^(onRequest|preHandler|preParsing|preValidation|preSerialization|onSend|onResponse)$/,
    },
    { role: 'once', member: ['addHook'], firstText: /^(onReady|onListen|onClose)$/ },
    { role: 'http', member: ['route'], key: ['handler', 'preHandler', 'onRequest'] },
    { role: 'http', key: ['handler'], callee: ['createRoute', 'defineRoute', 'route'] },
    {
      role: 'http',
      callee: [
        'createServer',
        'defineEventHandler',
        'eventHandler',
        'cachedEventHandler',
        'defineNitroMiddleware',
        'onRequest',
        'onCall',
        'createMiddleware',
        // https://middy.js.org/docs/intro/getting-started
        'middy',
        // https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/backend-code/web-modules/about-web-modules
        'webMethod',
      ],
    },
    { role: 'http', member: ['handler'], receiver: /^middy$/ },
    // Service workers and the first Cloudflare Workers.
    { role: 'http', callee: ['addEventListener'], firstText: /^fetch$/ },
    { role: 'job', callee: ['addEventListener'], firstText: /^scheduled$/ },
    { role: 'http', member: ['createServer', 'onRequest', 'onCall'] },
    { role: 'http', member: ['serve'], receiver: /^(Deno|Bun)$/, key: ['fetch', 'handler'] },
    { role: 'http', member: ['serve'], receiver: /^(Deno|Bun)$/ },
    { role: 'http', callee: ['serve'], positions: [0] },
    { role: 'http', member: ['http'], receiver: /^(app|functions|ff)$/ },
    { role: 'http', member: ['param'], receiver: /(app|router)$/i },
    { role: 'http', member: ['query', 'mutation'], receiver: /procedure/i },
    { role: 'once', member: ['listen', 'register', 'ready', 'bootstrap'] },
  ],
};
