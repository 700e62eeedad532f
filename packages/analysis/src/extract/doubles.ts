/** Calls that only look like requests: doubles of test libraries, logs, assertions, validators, answers of a server. */
import type { TSESTree } from '@typescript-eslint/types';
import { memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';

const DOUBLES =
  /^(nock|fetchMock|fetch-mock|moxios|mockAxios|axiosMock|mock|mockServer|msw|server|rest|pact|provider|interceptor|scope|sinon|jest|vi|td|wireMock|mockttp|MockAdapter|mockAdapter|httpMock|httpTestingController|httpBackend|\$httpBackend|stub|pretender)$/i;
const ASSERTIONS =
  /^(expect|assert|should|chai|toEqual|toBe|toMatchObject|toHaveBeenCalledWith|toHaveBeenCalledOnceWith|toStrictEqual|calledWith|calledOnceWith|calledWithMatch|deepEqual|deepStrictEqual|equal|strictEqual|withArgs|withExactArgs|match|reply|respond|respondWith|replyOnce|persist|withRequest|willRespondWith|uponReceiving|mockResolvedValue|mockResolvedValueOnce|mockReturnValue|mockReturnValueOnce|mockImplementation|onPost|onGet|whenPOST|expectPOST|whenGET|intercept|eql|include|contain|objectContaining|expectOne|is|same)$/;
const LOGS = /^(log|info|debug|warn|error|trace|verbose|print|assign)$/;
const SERVER_ANSWERS = /^(json|send|jsonp|render|end|status|write|setHeader|postMessage)$/;
/** What a server answers with, and channels between processes: nothing of it reaches a token endpoint. */
const ANSWERING =
  /^(res|response|reply|ctx|h|HttpResponse|NextResponse|Response|process|worker|parentPort|port|self)$/;
const VALIDATORS =
  /^(object|string|valid|literal|enum|validate|check|body|schema|keys|shape|array|union|pipe|Schema|isIn|oneOf|model|define|describe|it|test|ApiProperty|ApiBody|Column|Prop|Field|findOne|find|findAll|where|deleteMany|updateOne|insertMany|bulkCreate|Injectable|NgModule|Component|createSlice|createAction|addParameter|setupSwagger)$/;

function calleeName(call: TSESTree.CallExpression | TSESTree.NewExpression): {
  name: string;
  receiver: Node | null;
} {
  const callee = wrappedFunction(unwrap(call.callee));
  if (callee.type === 'Identifier') return { name: callee.name, receiver: null };
  return {
    name: callee.type === 'MemberExpression' ? (propertyName(callee) ?? '') : '',
    receiver: callee.type === 'MemberExpression' ? callee.object : null,
  };
}

/** `cachedCall(api.post, api)(…)`: the function that the token client stands before. */
function wrappedFunction(callee: Node): Node {
  if (callee.type !== 'CallExpression' || callee.callee.type !== 'Identifier') return callee;
  const [wrapped] = callee.arguments;
  return /cachedcall$/i.test(callee.callee.name) && wrapped && wrapped.type !== 'SpreadElement'
    ? unwrap(wrapped)
    : callee;
}

/** True for a call of a mock, a stub or an assertion, also in the middle of its chain. */
export function isDouble(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): boolean {
  const { name, receiver } = calleeName(call);
  if (ASSERTIONS.test(name) || describesDouble(context, call)) return true;
  if (!receiver) return DOUBLES.test(name) && name !== 'request';
  for (let at: Node | null = receiver; at;) {
    const node: Node = unwrap(at);
    if (node.type === 'CallExpression') {
      const inner = calleeName(node);
      if (DOUBLES.test(inner.name) || inner.name === 'nock' || ASSERTIONS.test(inner.name)) return true;
      at = inner.receiver;
    } else if (node.type === 'MemberExpression') at = node.object;
    else if (node.type === 'Identifier') return isDoubleName(context, node) || chainedReply(call);
    else return false;
  }
  return chainedReply(call);
}

/** `$httpBackend.whenPOST(address('/oauth/token?grant_type=password'))`: what makes the address for a double sends nothing. */
function describesDouble(context: FileContext, call: Node): boolean {
  const outer = call.parent;
  if (outer?.type !== 'CallExpression' || !(outer.arguments as Node[]).includes(call)) return false;
  const { receiver } = calleeName(outer);
  const root = receiver ? unwrap(receiver) : null;
  return root?.type === 'Identifier' && isDoubleName(context, root);
}

function isDoubleName(context: FileContext, node: TSESTree.Identifier): boolean {
  const variable = context.bindings.variableOf(node);
  const declared = variable?.defs[0]?.node as Node | undefined;
  if (declared?.type === 'VariableDeclarator' && declared.init) {
    const init = unwrap(declared.init);
    const text = context.tree.text.slice(...init.range);
    if (
      /^(nock\(|new (MockAdapter|Pact|PactV3|PactV4|Interaction)|sinon\.|jest\.|vi\.|setupServer|mockServer)/.test(
        text,
      )
    )
      return true;
  }
  if (/^(server|provider|scope|rest|interceptor)$/i.test(node.name))
    return /nock|msw|pact|mock/i.test([...context.modules].join(' '));
  return DOUBLES.test(node.name);
}

/** `nock(url).post(path, body).reply(200)` where the scope came from a variable of unknown kind. */
function chainedReply(call: Node): boolean {
  const member = call.parent;
  return (
    member?.type === 'MemberExpression' &&
    member.object === call &&
    /^(reply|replyOnce|respond|replyWithError)$/.test(propertyName(member) ?? '')
  );
}

/** True for calls that never send what they are given. */
export function neverSends(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): boolean {
  const { name, receiver } = calleeName(call);
  if (name === '') return true;
  if (VALIDATORS.test(name)) return true;
  if (receiver === null)
    return /^(require|expect|String|Number|Boolean|alert|super|[A-Z][A-Za-z]*Error|ref|reactive|useState|useRef|useMemo|signal|describe|it|test|useForm|useReducer|dispatchEvent)$/.test(
      name,
    );
  const chain = memberPath(receiver);
  const root = rootName(receiver);
  if (
    /^(console|logger|log|winston|pino|Logger|Joi|joi|yup|z|t|S|Type|mongoose|Sequelize|DataTypes|localStorage|sessionStorage|Object|Array|JSON|Promise)$/.test(
      root,
    )
  )
    return true;
  if (LOGS.test(name) && (/log/i.test(root) || chain?.path.some((part) => /log/i.test(part)))) return true;
  return SERVER_ANSWERS.test(name) && ANSWERING.test(root) && !context.modules.has('superagent');
}

/** The name that a chain begins with: `res` of `res.status(200).send`, `logger` of `logger.child().info`. */
function rootName(receiver: Node): string {
  let at = unwrap(receiver);
  while (at.type === 'MemberExpression' || at.type === 'CallExpression') {
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  }
  return at.type === 'Identifier' ? at.name : '';
}
