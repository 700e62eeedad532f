/**
 * Stores that are spoken to in statements: a chain of calls that names a table (`db.select().from(tokens)`,
 * `knex('tokens').first()`), SQL, commands of a vendor's client (`client.send(new GetCommand({ TableName }))`).
 */
import type { TSESTree } from '@typescript-eslint/types';
import {
  calledName,
  initialValue,
  memberPath,
  propertyName,
  propertyValue,
  textOf,
  unwrap,
  type Node,
} from '../values/bindings.js';
import type { FileContext } from './context.js';
import { placeOf, type Place } from './places.js';

export interface Statement {
  place: Place;
  writes: boolean;
}

/** What a call or a tagged template says to a store; null when it is no statement, or none that names a table. */
export function statementOf(context: FileContext, node: Node, fn: Node | null): Statement | null {
  if (node.type === 'TaggedTemplateExpression') return taggedStatement(context, node, fn);
  if (node.type !== 'CallExpression') return null;
  return commandOf(context, node, fn) ?? chainedStatement(context, node, fn);
}

const WRITING_COMMAND = /^(Put|Update|Create|Upsert|Write|BatchWrite|TransactWrite)\w*Command$/;
const READING_COMMAND = /^(Get|BatchGet|TransactGet|Query|Scan|Read)\w*Command$/;
/** Members of a command's input that tell where the thing lies. */
const PLACES_OF_INPUT = ['TableName', 'Name', 'SecretId', 'Key', 'Bucket'];

/** `client.send(new PutItemCommand({ TableName, Item }))` */
function commandOf(context: FileContext, call: TSESTree.CallExpression, fn: Node | null): Statement | null {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  if (
    callee.type !== 'MemberExpression' ||
    propertyName(callee) !== 'send' ||
    first?.type !== 'NewExpression'
  )
    return null;
  const name = calledName(unwrap(first.callee)) ?? '';
  const writes = WRITING_COMMAND.test(name);
  if (!writes && !READING_COMMAND.test(name)) return null;
  const input = first.arguments[0] ? unwrap(first.arguments[0]) : null;
  const where = PLACES_OF_INPUT.map((key) => (input ? propertyValue(input, key) : null)).find(
    (value) => value,
  );
  const root = rootPlace(context, callee.object, call, fn);
  return (
    root && {
      place: { ...root, key: where ? keyText(context, where) : name.replace(/^[A-Z][a-z]+|Command$/g, '') },
      writes,
    }
  );
}

interface Link {
  name: string;
  call: TSESTree.CallExpression;
}

/** Names of tables stand in the arguments of these. */
const TABLE = /^(from|into|table|insert|insertInto|update|updateTable|upsert|selectFrom|replaceInto)$/;
const WRITES = /^(insert|insertInto|update|updateTable|upsert|replaceInto|merge|onConflict\w*)$/;
const READS = /^(select\w*|first|from|pluck|where\w*|find\w*)$/;
/** Calls that are given a statement as text. */
const PREPARES = /^(prepare|query|execute|run|get|all|exec|raw|\$queryRawUnsafe|\$executeRawUnsafe)$/;

function chainedStatement(
  context: FileContext,
  call: TSESTree.CallExpression,
  fn: Node | null,
): Statement | null {
  const { root, links } = chainOf(context, call);
  let table: string | null = null;
  let writes = links.some(({ name }) => WRITES.test(name));
  // `pool.query(…)` alone is told by its method and its argument.
  for (const { name, call: link } of links.length > 1 ? links : []) {
    const [first] = link.arguments;
    if (!first || first.type === 'SpreadElement') continue;
    if (PREPARES.test(name)) {
      const sql = context.values.evaluate(first);
      const known = sql.kind === 'text' ? tableOf(sql.text) : null;
      if (known === null) continue;
      table = known;
      writes ||= WRITTEN.test((sql as { text: string }).text);
    } else if (TABLE.test(name) && !(TABLE_LAST.test(name) && table !== null) && isName(first)) {
      table = keyText(context, first);
    }
  }
  if (
    table === null &&
    root.type === 'CallExpression' &&
    links.some(({ name }) => READS.test(name) || WRITES.test(name))
  ) {
    const [first] = root.arguments;
    if (first && context.values.evaluate(first as Node).kind === 'text')
      table = keyText(context, first as Node);
  }
  if (table === null) return null;
  const base = root.type === 'CallExpression' ? unwrap(root.callee) : root;
  const place = rootPlace(context, base, whereOf(links) ?? call, fn);
  return place && { place: { ...place, key: table }, writes };
}

/** `update(values)` of a chain that has named its table already. */
const TABLE_LAST = /^(insert|update|upsert)$/;

const isName = (node: Node) => {
  const given = unwrap(node);
  return given.type === 'Identifier' || given.type === 'MemberExpression' || given.type === 'Literal';
};

const whereOf = (links: readonly Link[]) => links.find(({ name }) => /^(where|eq|bind)/.test(name))?.call;

/** The calls of a chain from its root on; a root that is itself a call, `knex('tokens')`, is no link. */
function chainOf(context: FileContext, call: TSESTree.CallExpression): { root: Node; links: Link[] } {
  const links: Link[] = [];
  let at: Node = call;
  for (let depth = 0; depth < 12; depth++) {
    if (at.type === 'AwaitExpression') at = unwrap(at.argument);
    if (at.type === 'Identifier') {
      const prepared = preparedBy(context, at);
      if (!prepared) break;
      at = prepared;
    }
    if (at.type !== 'CallExpression') break;
    const callee: Node = unwrap(at.callee);
    if (callee.type !== 'MemberExpression') break;
    links.unshift({ name: propertyName(callee) ?? '', call: at });
    at = unwrap(callee.object);
  }
  return { root: at, links };
}

/** `const insert = db.prepare('INSERT …')`: the statement behind the name. */
function preparedBy(context: FileContext, name: TSESTree.Identifier): Node | null {
  const given = initialValue(context.bindings, name);
  const init = given && unwrap(given);
  return init?.type === 'CallExpression' && calledName(unwrap(init.callee)) === 'prepare' ? init : null;
}

const WRITTEN = /^\s*(insert|update|replace|merge|upsert)\b/i;

/** The table that a statement of SQL speaks of. */
export const tableOf = (text: string) =>
  /^\s*(?:select|insert|update|replace|merge)\b.*?\b(?:from|into|update)\s+["`[]?([\w.]+)/is.exec(
    text,
  )?.[1] ??
  /^\s*update\s+["`[]?([\w.]+)/i.exec(text)?.[1] ??
  null;

/** sql`INSERT INTO tokens …`, prisma.$queryRaw`SELECT …` */
function taggedStatement(
  context: FileContext,
  node: TSESTree.TaggedTemplateExpression,
  fn: Node | null,
): Statement | null {
  const text = node.quasi.quasis.map(({ value }) => value.raw).join('?');
  const table = tableOf(text);
  const tag = unwrap(node.tag);
  const place =
    table === null ? null : rootPlace(context, tag.type === 'MemberExpression' ? tag.object : tag, node, fn);
  return place && { place: { ...place, key: table! }, writes: WRITTEN.test(text) };
}

const keyText = (context: FileContext, node: Node) => {
  const value = context.values.evaluate(node);
  return value.kind === 'text' ? value.text : textOf(context.tree, node);
};

/** The thing that is spoken to; opened in this call, it stays all the same. */
function rootPlace(context: FileContext, receiver: Node, node: Node, fn: Node | null): Place | null {
  const text = textOf(context.tree, receiver);
  const chain = memberPath(receiver);
  if (chain?.root.type === 'Identifier' && chain.path.length === 0) {
    const root = context.bindings.variableOf(chain.root) ?? `global:${chain.root.name}`;
    return { root, path: [], text, node };
  }
  const place = placeOf(context, receiver, fn);
  return place && { ...place, node };
}
