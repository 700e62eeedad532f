/** Where the browser brings the answer: a server on this machine alone, for this one answer (RFC 8252 sections 7.3 and 8.3). */
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { SignInFailed } from './config.js';

/** Milliseconds that a person has for the sign-in. */
const PATIENCE = 5 * 60_000;

export interface Answer {
  /** The redirect URI with the query of the answer. */
  url: URL;
  /** Tells the person in the browser how it ended. */
  show(message: string): void;
}

export interface Loopback {
  redirectUri: string;
  /** The answer to the sign-in that `state` belongs to; others are refused and wait for nobody. */
  answer: Promise<Answer>;
  close(): void;
}

/** Listens on any free port, or on OIDC_REDIRECT_PORT for servers that compare the port. */
export async function listen(state: string): Promise<Loopback> {
  let take: (answer: Answer) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const answer = new Promise<Answer>((resolve, reject) => {
    take = resolve;
    fail = reject;
  });
  let isTaken = false;
  // Nobody may be waiting yet when it fails.
  answer.catch(() => undefined);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri());
    const isAnswer = request.method === 'GET' && url.pathname === '/callback';
    if (!isAnswer) return page(response, 404, 'There is nothing here.');
    if (url.searchParams.get('state') !== state)
      return page(response, 400, 'This is not the sign-in that was begun.');
    if (isTaken) return page(response, 400, 'This sign-in has ended.');
    isTaken = true;
    take({ url, show: (message) => page(response, 200, message) });
  });
  function redirectUri(): string {
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/callback`;
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new SignInFailed(`No port to listen on: ${error.message}`)));
    server.listen(Number(process.env.OIDC_REDIRECT_PORT ?? 0), '127.0.0.1', () => resolve());
  });
  const timer = setTimeout(() => fail(new SignInFailed('The sign-in took too long.')), PATIENCE);
  return {
    redirectUri: redirectUri(),
    answer,
    close() {
      clearTimeout(timer);
      server.close();
      server.closeIdleConnections();
    },
  };
}

function page(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    // The address holds the code: it is kept nowhere and told to nobody.
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(`<!doctype html><title>Sign-in</title><p>${message}</p>`);
}
