const ids = new WeakMap<object, number>();
let nextId = 0;

/** A number for an object or a function, the same each time: what cannot be read is told apart by it. */
export function idOf(client: object): number {
  let id = ids.get(client);
  if (id === undefined) ids.set(client, (id = nextId++));
  return id;
}
