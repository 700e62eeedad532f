/** Results of undici: `body` is a stream that can also be read as text or as JSON, once. */
import type { Kept } from './exchange.js';

interface WithStream {
  statusCode?: number;
  body: { text(): Promise<string>; pipe: unknown };
}

export function hasStreamBody(own: object): own is WithStream {
  const { body } = own as { body?: { text?: unknown; pipe?: unknown } | null };
  return typeof body?.text === 'function' && typeof body.pipe === 'function';
}

/** Reads the body, and gives the caller another that reads the same. */
export async function takenStream<T extends WithStream>(own: T, plain: (own: T) => object): Promise<Kept<T>> {
  const text = await own.body.text();
  own.body = streamOf(text);
  const again = (next: string) =>
    Object.assign(plain(own), { trailers: {}, body: streamOf(next) }) as unknown as T;
  return { status: own.statusCode ?? 200, text, again };
}

interface NodeStreams {
  Readable: {
    from(chunks: Uint8Array[], options: { objectMode: boolean }): { pipe: unknown; resume(): void };
  };
}

/** Asked for at run time, so that the package imports no Node built-in: whoever has such a body runs on Node. */
function streamOf(text: string): WithStream['body'] {
  const host = (globalThis as { process?: { getBuiltinModule(name: string): unknown } }).process!;
  const { Readable } = host.getBuiltinModule('node:stream') as NodeStreams;
  const bytes = new TextEncoder().encode(text);
  const stream = Readable.from([bytes], { objectMode: false });
  return Object.assign(stream, {
    text: async () => text,
    json: async () => JSON.parse(text) as unknown,
    bytes: async () => bytes,
    arrayBuffer: async () => bytes.slice().buffer,
    blob: async () => new Blob([text]),
    dump: async () => void stream.resume(),
  });
}
