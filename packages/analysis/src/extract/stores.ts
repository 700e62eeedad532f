/** Stores that are reached by a call: caches, clients, files. The method's name tells whether it writes or reads. */
import { memberPath, propertyName, textOf, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { declaredInside, placeOf, type Place } from './places.js';
import { tableOf } from './statements.js';

export const SETTERS =
  /^(set|put|save|store|write|add|push|update|insert|upsert|persist|cache|remember|hset|hmset|setex|psetex|setItem|setAsync|setEx|setTTL|create|replace|commit|dispatch|mset|setToken|findOneAnd(Update|Replace)|findByIdAndUpdate|writeFile|writeFileSync|outputJson|writeJson|setState|next)/i;

export const MEMBERS_OF_STORES =
  /^(get|has|take|peek|read|find|load|fetch|exists|getItem|getAsync|hget|hgetall|getItemAsync|getValue|readFile|readFileSync|existsSync|readJson|match|first|query|select|getOrDefault|isValid|isExpired|expired|valid)/i;

/** `const getAsync = promisify(client.get).bind(client)`: the method behind the name. */
export function boundMember(context: FileContext, callee: Node): { object: Node; name: string } | null {
  const declared =
    callee.type === 'Identifier'
      ? (context.bindings.variableOf(callee)?.defs[0]?.node as Node | undefined)
      : undefined;
  let at = declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : null;
  for (let depth = 0; at && depth < 4; depth++) {
    if (at.type === 'MemberExpression') return { object: at.object, name: propertyName(at) ?? '' };
    if (at.type !== 'CallExpression') return null;
    const inner: Node = unwrap(at.callee);
    const [first] = at.arguments;
    if (inner.type === 'MemberExpression' && propertyName(inner) === 'bind') at = unwrap(inner.object);
    else at = first && first.type !== 'SpreadElement' ? unwrap(first) : null;
  }
  return null;
}

/** The store behind `cache.get(…)`; for the file system the file. */
export function storePlace(context: FileContext, receiver: Node, call: Node, fn: Node | null): Place | null {
  const place = storeOf(context, receiver, call, fn);
  const first = call.type === 'CallExpression' ? call.arguments[0] : undefined;
  const key = first && first.type !== 'SpreadElement' ? context.values.evaluate(first) : null;
  return place && key?.kind === 'text' ? { ...place, key: tableOf(key.text) ?? key.text } : place;
}

function storeOf(context: FileContext, receiver: Node, call: Node, fn: Node | null): Place | null {
  const text = textOf(context.tree, receiver);
  if (
    /^(fs|fsp|fse|promises|fs\.promises|jsonfile)$/.test(text) &&
    call.type === 'CallExpression' &&
    call.arguments[0]
  ) {
    return { root: `file:${textOf(context.tree, call.arguments[0])}`, path: [], text, node: call };
  }
  const chain = memberPath(receiver);
  if (
    chain?.root.type === 'Identifier' &&
    chain.path.length === 0 &&
    !context.bindings.variableOf(chain.root)
  ) {
    return { root: `global:${chain.root.name}`, path: [], text, node: call };
  }
  const inner = unwrap(receiver);
  if (inner.type === 'CallExpression')
    return { root: `call:${textOf(context.tree, inner)}`, path: [], text, node: call };
  if (chain?.root.type === 'Identifier' && chain.path.length === 0) {
    const variable = context.bindings.variableOf(chain.root)!;
    const declared = variable.defs[0]?.node as Node | undefined;
    // const store = await openStore(); const cache = caches.default: opened in this call, the thing behind it stays.
    if (fn && declaredInside(variable, fn)) {
      if (declared?.type !== 'VariableDeclarator' || !declared.init)
        return { root: variable, path: [], text, node: call };
      const init = unwrap(declared.init);
      if (
        init.type === 'NewExpression' &&
        /^(Map|Set|WeakMap|NodeCache|LRUCache|LRU|Headers|URLSearchParams|FormData)$/.test(
          textOf(context.tree, init.callee),
        )
      )
        return null;
      if (init.type === 'ThisExpression') return placeOf(context, receiver, fn);
      // The cache of the platform: `const cache = caches.default`.
      if (init.type === 'MemberExpression') return placeOf(context, init, fn);
      // What is written to a request is sent.
      if (init.type !== 'CallExpression' || /(^|\.)request$/.test(textOf(context.tree, init.callee)))
        return null;
      return { root: `opened:${textOf(context.tree, init)}`, path: [], text, node: call };
    }
    return { root: variable, path: [], text, node: call };
  }
  return placeOf(context, receiver, fn);
}
