// A token endpoint that answers what a test says: recorded provider answers, and clocks of its own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Arrived {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  form: URLSearchParams;
}

export interface Scripted {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: unknown;
}

export interface ScriptedEndpoint {
  origin: string;
  tokenEndpoint: string;
  requests: Arrived[];
  close(): Promise<void>;
}

/** Answers the nth request (from 0) with what `answer` returns; an object body is sent as JSON. */
export async function startEndpoint(
  answer: (request: Arrived, index: number) => Scripted | Promise<Scripted>,
): Promise<ScriptedEndpoint> {
  const requests: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const arrived: Arrived = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers as Record<string, string>,
      body,
      form: new URLSearchParams(body),
    };
    requests.push(arrived);
    const { status = 200, headers = {}, body: content = '' } = await answer(arrived, requests.length - 1);
    const isText = typeof content === 'string';
    response.writeHead(status, { ...(!isText && { 'content-type': 'application/json' }), ...headers });
    response.end(isText ? content : JSON.stringify(content));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    tokenEndpoint: `${origin}/token`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An ordinary token response, a new token each time. */
export function token(index: number, members: object = {}): Scripted {
  return { body: { access_token: `token-${index}`, token_type: 'Bearer', expires_in: 3600, ...members } };
}
