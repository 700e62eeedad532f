// Stands before a real authorization server and spoils token requests as a network does.
import { createServer, request as forward, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a token request. */
type Fault =
  | 'pass'
  /** The connection is reset before the server sees the request. */
  | 'reset'
  /** The server acts; the connection is reset before its answer arrives. */
  | 'lose answer'
  /** The answer ends in the middle of its body. */
  | 'half body'
  /** The answer waits this many milliseconds. */
  | { delay: number }
  /** The proxy answers itself. */
  | { status: number; headers?: Record<string, string | string[]>; body: string }
  /** The server's answer, with these headers in the place of its own. */
  | { headers: Record<string, string | string[]> };

export interface FaultProxy {
  origin: string;
  /** Grants of the token requests that arrived, oldest first. */
  grants: string[];
  /** The faults of the next token requests, in order; what comes after passes. */
  plan(...faults: Fault[]): void;
  close(): Promise<void>;
}

/** Starts a proxy for the server at an origin; token requests are the POSTs to a path that ends in `/token`. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  let faults: Fault[] = [];
  const grants: string[] = [];

  const server = createServer(async (incoming, outgoing) => {
    const body = await bytesOf(incoming);
    const isToken = incoming.method === 'POST' && incoming.url?.endsWith('/token');
    if (isToken) grants.push(new URLSearchParams(body.toString()).get('grant_type') ?? '');
    const fault = (isToken && faults.shift()) || 'pass';
    if (fault === 'reset') return void incoming.socket.resetAndDestroy();
    if (typeof fault === 'object' && 'status' in fault)
      return void outgoing.writeHead(fault.status, fault.headers).end(fault.body);
    try {
      const { answer, content } = await ask(upstream, incoming, body);
      if (fault === 'lose answer') return void incoming.socket.resetAndDestroy();
      if (typeof fault === 'object' && 'delay' in fault)
        await new Promise((resolve) => setTimeout(resolve, fault.delay));
      const headers = {
        ...answer.headers,
        ...(typeof fault === 'object' && 'headers' in fault && fault.headers),
      };
      outgoing.writeHead(answer.statusCode ?? 500, headers);
      if (fault !== 'half body') return void outgoing.end(content);
      outgoing.write(content.subarray(0, content.length / 2), () => incoming.socket.resetAndDestroy());
    } catch {
      incoming.socket.resetAndDestroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    grants,
    plan: (...next) => void (faults = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function ask(upstream: string, incoming: IncomingMessage, body: Buffer) {
  return new Promise<{ answer: IncomingMessage; content: Buffer }>((resolve, reject) => {
    const { method, headers } = incoming;
    forward(`${upstream}${incoming.url}`, { method, headers, agent: false }, (answer) => {
      bytesOf(answer).then((content) => resolve({ answer, content }), reject);
    })
      .on('error', reject)
      .end(body);
  });
}
