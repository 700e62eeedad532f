/** Whether a token is handed out of the process, where it may be used much later than it was got. */
import { ts } from 'ts-morph';
import { functionOf, memberName } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf } from '../source/scope.js';
import { ACCESS_TOKEN } from './result-flow.js';
import type { ResultUse } from './result-uses.js';

/** Calls that answer, enqueue or store: `res.json`, `queue.add`, `channel.sendToQueue`, `fs.writeFile`, `spawn`. */
const SENDING = new RegExp(
  [
    String.raw`(^|\.)(res|resp|response|reply|ctx)(\.\w+\([^)]*\))*\.(json|send|redirect|cookie|end|render|write|jsonp|location)$`,
    String.raw`(queue|jobs?|producer|publisher|channel|topic|sns|sqs|kafka)\w*\.(add|send|publish|push|enqueue|sendMessage|sendToQueue|emit)$`,
    String.raw`(redis|keyv|memcached|kv)\w*\.(set|setex|pSetEx|psetex|hset|hSet|publish|lpush|rpush|lPush|rPush|put)$`,
    String.raw`\b(sessionStorage|localStorage)\.setItem$`,
    String.raw`\b(NextResponse|Response)\.(json|redirect)$`,
    String.raw`(^|\.)(write|append|output)(File|FileSync|JSON|Json|JsonSync)$`,
    String.raw`(^|\.)postMessage$|^process\.send$`,
    String.raw`(^|\.)(spawn|spawnSync|exec|execSync|execFile|execFileSync|fork|execa)$`,
    String.raw`(^|\.)(setOutput|exportVariable|saveState)$`,
    String.raw`^(window\.)?(open|location\.(assign|replace))$`,
  ].join('|'),
  'i',
);
const SESSION =
  /(^|\.)session(\.|\[|$)|\bdocument\.cookie$|(^|\.)(ctx|context)\.(body|res)(\.|$)|(^|\.)(window\.)?location(\.href)?$|^process\.env\b/i;
/** Calls that only write a value otherwise. */
const WRITING =
  /^(JSON\.stringify|encodeURIComponent|String|Buffer\.from|btoa|encrypt|Object\.assign|(qs|querystring)\.stringify)$/;
/** A promise's executor and a callback give to the caller. */
const ANSWER = /^(resolve|cb|callback|done|next)$/;
const TOKEN = /^(access_?token|token)$/i;

/** An access token alone: together with its remaining lifetime it may go. */
export function tokenLeavesProcess(uses: readonly ResultUse[]): boolean {
  return uses.some(({ node, layer }) => {
    if (layer === ACCESS_TOKEN) return isSent(node);
    const { parent } = node;
    return (
      'expression' in parent &&
      parent.expression === node &&
      memberName(parent) === 'access_token' &&
      isSent(parent)
    );
  });
}

function isSent(node: ts.Node): boolean {
  for (let inner = node, outer = node.parent; ; inner = outer, outer = outer.parent) {
    if (ts.isCallExpression(outer)) {
      if (outer.expression === inner) return false;
      const callee = outer.expression.getText().replace(/\s+/g, '');
      if (SENDING.test(callee)) return true;
      if (WRITING.test(callee)) continue;
      return false;
    }
    if (ts.isBinaryExpression(outer) && outer.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      return outer.right === inner && SESSION.test(outer.left.getText());
    if (ts.isReturnStatement(outer) || (ts.isArrowFunction(outer) && outer.body === inner))
      return ts.isObjectLiteralExpression(inner) && isPageData(outer);
    const carries =
      ts.isParenthesizedExpression(outer) ||
      ts.isAwaitExpression(outer) ||
      ts.isPropertyAssignment(outer) ||
      ts.isShorthandPropertyAssignment(outer) ||
      ts.isObjectLiteralExpression(outer) ||
      ts.isTemplateSpan(outer) ||
      ts.isTemplateExpression(outer) ||
      ts.isArrayLiteralExpression(outer) ||
      ts.isBinaryExpression(outer);
    if (!carries) return false;
    // What a function of a cloud answers with.
    if (ts.isObjectLiteralExpression(outer) && isAnswer(outer)) return true;
    // An answer that says how long the token is good for.
    if (
      ts.isObjectLiteralExpression(outer) &&
      outer.properties.some((property) => /expires/i.test(property.name?.getText() ?? ''))
    )
      return false;
  }
}

/** What a page is given by its server: `getServerSideProps` of Next, `load` of SvelteKit, `loader` of Remix. */
function isPageData(node: ts.Node): boolean {
  const fn = ts.isArrowFunction(node) ? node : functionOf(node);
  if (ts.isSourceFile(fn)) return false;
  const { parent } = fn;
  const name = fn.name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined);
  return /^(load|loader|getServerSideProps|getStaticProps|getInitialProps)$/.test(name?.getText() ?? '');
}

/** `return { statusCode: 200, body: … }`. */
function isAnswer(object: ts.ObjectLiteralExpression): boolean {
  const names = object.properties.map((property) => property.name?.getText());
  return names.includes('statusCode') && names.includes('body');
}

/** Whether what a call gives, the token or its response, is sent by the function around it; `returned` where it is handed on. */
export function isHandedOut(parsed: ParsedFile, call: ts.Node): 'sent' | 'returned' | null {
  let node = call;
  while (
    ts.isAwaitExpression(node.parent) ||
    ts.isParenthesizedExpression(node.parent) ||
    ts.isNonNullExpression(node.parent) ||
    (ts.isPropertyAccessExpression(node.parent) &&
      node.parent.expression === node &&
      /^(access_?token|token|data|body)$/i.test(node.parent.name.text))
  )
    node = node.parent;
  if (isSent(node)) return 'sent';
  const { parent } = node;
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) return 'returned';
  if (ts.isCallExpression(parent) && parent.expression !== node && ANSWER.test(parent.expression.getText()))
    return 'returned';
  const then =
    ts.isPropertyAccessExpression(parent) && parent.expression === node && parent.name.text === 'then'
      ? parent.parent
      : undefined;
  const handler = then && ts.isCallExpression(then) ? then.arguments[0] : undefined;
  const bound =
    ts.isVariableDeclaration(parent) && parent.initializer === node
      ? parent.name
      : handler && ts.isFunctionLike(handler)
        ? handler.parameters[0]?.name
        : undefined;
  const uses = bound ? namesOfToken(bound).flatMap((name) => referencesOf(parsed, name)) : [];
  return uses.some(isSentUse) ? 'sent' : null;
}

function isSentUse(use: ts.Node): boolean {
  const member =
    ts.isPropertyAccessExpression(use.parent) && TOKEN.test(use.parent.name.text) ? use.parent : use;
  return isSent(member);
}

function namesOfToken(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => {
    if (!ts.isBindingElement(element) || !ts.isIdentifier(element.name)) return [];
    const key = element.propertyName ?? element.name;
    return ts.isIdentifier(key) && TOKEN.test(key.text) ? [element.name] : [];
  });
}
