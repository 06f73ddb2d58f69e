import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveSnapshot, LiveView } from '@/lib/contracts/live-frame';
import type { Part } from '@/lib/runtime/part';
import { refusalOf } from './origin-rule';
import { parseView } from './parse-view';
import { createSocketServer, type SocketCounts, type SocketServer } from './socket-server';
import type { TrustedPeers } from './trusted-peers';

/** A client that does not read would hold the server open for ever. */
const partingMs = 300;

export interface HttpFront extends Part {
  /** Bound port; valid after start. */
  readonly port: number;
  readonly sockets: SocketServer;
}

function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/**
 * The gateway's one port: Socket.IO for browsers, and `GET /snapshot?stream=&window=` for trusted peers (server-rendered
 * pages and panels), which never comes through the web process's rewrite.
 */
export function createHttpFront(options: {
  host: string;
  port: number;
  publicOrigins: readonly string[];
  peers: TrustedPeers;
  maxClients: number;
  snapshot: (view: LiveView) => LiveSnapshot;
  counts: SocketCounts;
}): HttpFront {
  const { peers } = options;
  const refusal = (request: IncomingMessage): string | null =>
    refusalOf({
      headers: request.headers,
      peerTrusted: peers.includes(request.socket.remoteAddress),
      publicOrigins: options.publicOrigins,
    });

  const serveSnapshot = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    const trusted = peers.includes(request.socket.remoteAddress) && request.headers['x-forwarded-host'] === undefined;
    if (!trusted || refusal(request) !== null) {
      answerJson(response, 403, { error: 'not for this peer' });
      return;
    }
    const single = (name: string): string | null => {
      const values = url.searchParams.getAll(name);
      return values.length === 1 ? (values[0] ?? null) : null;
    };
    const parsed = parseView(single('stream'), single('window'));
    if ('view' in parsed) answerJson(response, 200, options.snapshot(parsed.view));
    else answerJson(response, 400, { error: parsed.sentence, parameter: parsed.parameter });
  };

  const http = createServer((request, response) => {
    const url = URL.canParse(request.url ?? '', 'http://gateway') ? new URL(request.url ?? '', 'http://gateway') : null;
    if (url?.pathname !== '/snapshot') answerJson(response, 404, { error: 'no such path' });
    else if (request.method !== 'GET') answerJson(response, 405, { error: 'GET only' });
    else serveSnapshot(request, response, url);
  });
  const sockets = createSocketServer({
    http,
    refusal,
    snapshot: options.snapshot,
    maxClients: options.maxClients,
    counts: options.counts,
  });
  const connections = new Set<NetSocket>();
  http.on('connection', (connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  let port = options.port;

  return {
    name: 'gateway server',
    sockets,
    get port() {
      return port;
    },
    async start() {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject).listen(options.port, options.host, resolve);
      });
      const address = http.address();
      if (address !== null && typeof address === 'object') port = address.port;
    },
    async stop() {
      const closed = sockets.close();
      await Promise.race([closed, sleep(partingMs)]);
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
}
