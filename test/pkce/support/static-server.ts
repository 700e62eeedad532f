/** Serves a browser application as its host would: its files, and its page for every other address. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

export interface StaticServer {
  origin: string;
  /** While true, the provider's answers are not given to the application. */
  holdsAnswersBack: boolean;
  stop(): Promise<void>;
}

/** Listens before there is anything to serve: the origin is known before the application is built. */
export async function serveStatic(folder: () => string): Promise<StaticServer> {
  const files: StaticServer = {
    origin: '',
    holdsAnswersBack: false,
    stop: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
  const server = createServer((request, response) => {
    if (files.holdsAnswersBack && /[?&]code=/.test(request.url ?? '')) return void response.end('held back');
    const path = normalize(decodeURI(/^[^?#]*/.exec(request.url ?? '/')![0]));
    const wanted = join(folder(), path);
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(folder(), 'index.html');
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  files.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return files;
}
