/** Functions that somebody outside calls: handlers by file convention, decorator, signature or export, components, hooks. */
import type { CallbackRole } from '../facts.js';
import { memberPath, propertyName, type FunctionNode, type Node } from '../values/bindings.js';
import { decoratorName } from './classes.js';
import { importsModule, type FileContext } from './context.js';
import { component, paramName, signature, type MakeRole } from './handler-signatures.js';
import { functionName, holderOf } from './names.js';
import { isCommandClass, programEntry, toolOf } from './programs.js';
import { worker } from './workers.js';
import { templateEvent } from './templates.js';

const HTTP_DECORATORS =
  /^(Get|Post|Put|Patch|Delete|All|Options|Head|Sse|Query|Mutation|ResolveField|FieldResolver|Subscription|SubscribeMessage|GrpcMethod|Route|HttpGet|HttpPost|Middleware|Action)$/;
const MESSAGE_DECORATORS =
  /^(MessagePattern|EventPattern|Process|Processor|OnQueue\w*|RabbitSubscribe|RabbitRPC|SqsMessageHandler|OnEvent|KafkaListener|OnWorkerEvent|On|Once|SlashCommand)$/;
const JOB_DECORATORS = /^(Cron|Scheduled|Schedule|Timeout)$/;
const TIMER_DECORATORS = /^(Interval)$/;
/** typescript-memoize, type-cacheable, node-ts-cache, core-decorators and their like: the answer is kept. */
const MEMO_DECORATORS = /^(memo|memoi[sz]ed?|memoi[sz]eExpiring|cacheable|cached?|cacheResult)$/i;

const MOUNT_METHODS =
  /^(ngOnInit|ngAfterViewInit|ngOnChanges|componentDidMount|componentDidUpdate|componentWillMount|ionViewWillEnter|ionViewDidEnter|ionViewDidLoad|mounted|beforeMount|activated|asyncData|connectedCallback|didMount|onMount)$/;
const START_METHODS =
  /^(onModuleInit|onApplicationBootstrap|onModuleDestroy|bootstrap|initialize|didFinishLaunching|onReady|setUp|ready)$/;
const REQUEST_METHODS = /^(canActivate|canLoad|resolve|handleRequest|getServerSideProps|handle)$/;
const ROUTE_NAMES = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ALL)$/;

/** The role of a function as an entry point, or null. */
export function entryOf(
  context: FileContext,
  fn: FunctionNode,
  exported: readonly string[],
): CallbackRole | null {
  const name = functionName(fn) ?? '';
  const role = (kind: CallbackRole['kind'], by: string): CallbackRole => ({
    kind,
    by,
    span: { start: fn.range[0], end: fn.range[1] },
  });
  return (
    decorated(fn, role) ??
    // https://nextjs.org/docs/app/api-reference/directives/use-cache
    (hasDirective(context, fn, 'use cache') ? role('memo', "'use cache'") : null) ??
    programEntry(context, fn, name, exported, role) ??
    convention(context, fn, name, exported, role) ??
    lifecycle(context, fn, name, role) ??
    templated(context, fn, name, role) ??
    assigned(fn, role) ??
    action(context, fn, role) ??
    plugin(fn, name, exported, role) ??
    signature(context, fn, exported, role) ??
    component(context, fn, name, role)
  );
}

function decorated(fn: FunctionNode, role: MakeRole): CallbackRole | null {
  const holder = fn.parent;
  if (holder?.type !== 'MethodDefinition') return null;
  for (const decorator of holder.decorators ?? []) {
    const name = decoratorName(decorator);
    if (MEMO_DECORATORS.test(name)) return role('memo', `@${name}`);
    if (HTTP_DECORATORS.test(name)) return role('http', `@${name}`);
    if (MESSAGE_DECORATORS.test(name)) return role('message', `@${name}`);
    if (JOB_DECORATORS.test(name)) return role('job', `@${name}`);
    if (TIMER_DECORATORS.test(name)) return role('timer', `@${name}`);
  }
  return null;
}

/** What frameworks find by file name and export. */
function convention(
  context: FileContext,
  fn: FunctionNode,
  name: string,
  exported: readonly string[],
  role: MakeRole,
): CallbackRole | null {
  const { file } = context.tree;
  const has = (one: string) => exported.includes(one);
  if (exported.length > 0) {
    if (/(^|\/)(src\/)?pages\/api\/.+\.[jt]sx?$/.test(file) && has('default'))
      return role('http', 'API route');
    if (/(^|\/)route\.[cm]?[jt]sx?$/.test(file) && ROUTE_NAMES.test(name))
      return role('http', `${name} route`);
    if (/(^|\/)app\/.*(page|layout)\.[jt]sx?$/.test(file) && has('default'))
      return role('http', 'server component');
    if (exported.some((one) => /^(getServerSideProps|getInitialProps|generateMetadata)$/.test(one)))
      return role('http', name);
    const tool = toolOf(context, fn, exported);
    if (tool) return role('once', tool);
    if (
      /(^|\/)(middleware|proxy)\.[cm]?[jt]s$/.test(file) &&
      (has('middleware') || has('proxy') || has('default'))
    )
      return role('http', 'middleware');
    if (
      /(^|\/)\+(server|page\.server|layout\.server|page|layout)\.[jt]s$/.test(file) &&
      (ROUTE_NAMES.test(name) || has('load'))
    )
      return role('http', name);
    if (/(^|\/)hooks\.server\.[jt]s$/.test(file) && has('handle')) return role('http', 'handle');
    if (/(^|\/)app\/(routes\/|root\.)/.test(file) && (has('loader') || has('action')))
      return role('http', name);
    if (
      /(^|\/)src\/pages\/.*\.[jt]s$/.test(file) &&
      (ROUTE_NAMES.test(name) || /^(get|post|all)$/.test(name))
    )
      return role('http', name);
    if (
      exported.some((one) => /^(handler|lambdaHandler|lambda_handler|handle)$/.test(one)) &&
      fn.params.length <= 3
    )
      return role('http', 'handler');
    if (
      /(^|\/)(netlify\/functions|functions|api)\//.test(file) &&
      (has('handler') || has('onRequest') || /^onRequest/.test(name))
    )
      return role('http', 'function');
    if (name === 'nuxtServerInit') return role('http', name);
    if (hasDirective(context, fn, 'use server')) return role('http', 'server action');
    if (has('default') && importsModule(context, ['k6']))
      return k6Default(context)
        ? role('once', 'k6 default function, one iteration')
        : role('iteration', 'k6 default function');
    if (has('setup') && importsModule(context, ['k6'])) return role('once', 'k6 setup');
    if (has('=') || has('default')) {
      const azure =
        fn.params[0]?.type === 'Identifier' && fn.params[0].name === 'context' && fn.params.length >= 2;
      if (azure)
        return role(
          /req/i.test(paramName(fn, 1)) ? 'http' : /timer/i.test(paramName(fn, 1)) ? 'job' : 'message',
          'Azure function',
        );
    }
  }
  return command(fn, name, role) ?? worker(fn, name, role);
}

/** `module.exports = { name: '!song', execute(message) {} }`: bots load their commands by folder. */
function command(fn: FunctionNode, name: string, role: MakeRole): CallbackRole | null {
  const object = fn.parent?.type === 'Property' ? fn.parent.parent : null;
  if (object?.type !== 'ObjectExpression' || !/^(execute|run|callback|handler|handle|action)$/.test(name))
    return null;
  const holder = object.parent;
  const exported =
    holder.type === 'ExportDefaultDeclaration' ||
    (holder.type === 'AssignmentExpression' && /exports/.test(memberPath(holder.left)?.path.join('.') ?? ''));
  const labelled = object.properties.some(
    (member) =>
      member.type === 'Property' &&
      /^(name|text|data|command|trigger|description|usage|aliases)$/.test(propertyName(member) ?? ''),
  );
  return exported && labelled ? role('message', 'command') : null;
}

/** `vus: 1, iterations: 1`: a script that runs its default function once. */
function k6Default(context: FileContext): boolean {
  const options = context.nodes.objects.find((node) => {
    const holder = holderOf(node);
    return (
      holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' && holder.id.name === 'options'
    );
  });
  if (!options) return false;
  const value = context.values.evaluate(options);
  if (value.kind !== 'entries') return false;
  return value.entries.find((entry) => entry.key === 'iterations')?.text === '1';
}

function hasDirective(context: FileContext, fn: FunctionNode, directive: string): boolean {
  const has = (body: Node[]) =>
    body
      .slice(0, 3)
      .some(
        (one) =>
          one.type === 'ExpressionStatement' &&
          one.expression.type === 'Literal' &&
          one.expression.value === directive,
      );
  return has(context.tree.program.body) || (fn.body.type === 'BlockStatement' && has(fn.body.body));
}

function lifecycle(
  context: FileContext,
  fn: FunctionNode,
  name: string,
  role: MakeRole,
): CallbackRole | null {
  const holder = fn.parent;
  const method =
    holder?.type === 'MethodDefinition' ||
    holder?.type === 'Property' ||
    holder?.type === 'PropertyDefinition';
  if (!method) return null;
  if (MOUNT_METHODS.test(name)) return role('mount', name);
  if (name === 'created' && /\.vue$/.test(context.tree.file)) return role('mount', name);
  // Homebridge asks a platform for its accessories once: `accessories(callback)` of a static platform plugin.
  if (name === 'accessories' && fn.params.length === 1) return role('once', name);
  if (holder.type !== 'MethodDefinition') return null;
  if (START_METHODS.test(name)) return role('once', name);
  const text = classText(context, holder);
  if (
    /^_(transform|write)$/.test(name) &&
    /^class\b[^{]*\bextends\s+([\w.]+\.)?(Transform|Writable|Duplex)\b/.test(text)
  )
    return role('stream', name);
  if (/^(run|execute)$/.test(name) && isCommandClass(context, text)) return role('once', 'command');
  // Homey starts an application and its devices once: https://apps.developer.homey.app/the-basics/app
  if (name === 'onInit' && /\bextends\s+(Homey\.|OAuth2(App|Driver|Device)\b)/.test(text))
    return role('once', name);
  if (name === 'intercept' && /HttpInterceptor|HttpHandler|CallHandler/.test(text))
    return role('interceptor', name);
  if (name === 'canActivate' || (name === 'use' && /NestMiddleware|Middleware/.test(text)))
    return role('http', name);
  if (
    REQUEST_METHODS.test(name) &&
    /(Guard|Middleware|Resolver|Controller|Handler)\b/.test(text.slice(0, 200))
  )
    return role('http', name);
  if (name === 'process' && /WorkerHost|Processor/.test(text.slice(0, 300))) return role('message', name);
  return null;
}

function templated(
  context: FileContext,
  fn: FunctionNode,
  name: string,
  role: MakeRole,
): CallbackRole | null {
  const by = templateEvent(context, fn, name);
  return by === null ? null : role('event', by);
}

/** `button.onclick = fn`, `socket.onmessage = fn`: https://developer.mozilla.org/en-US/docs/Web/API/EventTarget. */
function assigned(fn: FunctionNode, role: MakeRole): CallbackRole | null {
  const { parent } = fn;
  if (parent?.type !== 'AssignmentExpression' || parent.left.type !== 'MemberExpression') return null;
  const name = propertyName(parent.left) ?? '';
  if (name === 'onmessage') return role('message', name);
  if (name === 'onload') return role('once', name);
  return /^on(click|dblclick|submit|change|input|keyup|keydown|focus|blur)$/.test(name)
    ? role('event', name)
    : null;
}

/** An action of a Vuex store, which is dispatched by its name: https://vuex.vuejs.org/guide/actions.html. */
function action(context: FileContext, fn: FunctionNode, role: MakeRole): CallbackRole | null {
  const object = fn.parent?.type === 'Property' ? fn.parent.parent : null;
  const [first] = fn.params;
  if (object?.type !== 'ObjectExpression' || !first) return null;
  const holder = object.parent;
  const named =
    (holder.type === 'Property' && propertyName(holder) === 'actions') ||
    (holder.type === 'VariableDeclarator' && holder.id.type === 'Identifier' && holder.id.name === 'actions');
  return named && /\b(commit|dispatch)\b/.test(context.tree.text.slice(...first.range))
    ? role('event', 'action')
    : null;
}

/** `register(server)` of a Hapi plugin, a Fastify plugin's function: runs when the server starts. */
function plugin(
  fn: FunctionNode,
  name: string,
  exported: readonly string[],
  role: MakeRole,
): CallbackRole | null {
  const first = paramName(fn, 0);
  if (name === 'register' && /^_?server$/.test(first)) return role('once', 'plugin');
  return first === 'fastify' && (exported.length > 0 || fn.parent?.type === 'CallExpression')
    ? role('once', 'plugin')
    : null;
}

function classText(context: FileContext, member: Node): string {
  const cls = member.parent?.parent;
  return cls ? context.tree.text.slice(cls.range[0], Math.min(cls.range[1], cls.range[0] + 1500)) : '';
}
