import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { type LiveFrame, type LiveSnapshot, type LiveView, liveViewKey } from '@/lib/contracts/live-frame';
import {
  type ClientToServerEvents,
  maxClientMessageBytes,
  type ServerToClientEvents,
  type SubscribeAnswer,
  socketPath,
} from '@/lib/contracts/socket-events';
import { parseView } from './parse-view';

type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

const knownEvents = new Set(['view:subscribe', 'view:unsubscribe']);
const mostViews = 4;
/** A client that says more than this in a second is cut off. */
const mostMessagesPerSecond = 50;

export interface SocketServer {
  readonly clients: number;
  watched(view: LiveView): boolean;
  /** To every client of the view that is not behind: volatile, encoded once. */
  send(view: LiveView, frame: LiveFrame): void;
  close(): Promise<void>;
}

/** What happened on the sockets, for the counters. */
export interface SocketCounts {
  refused(reason: string): void;
  unknownEvent(): void;
  cutOff(): void;
}

function viewOf(argument: unknown): ReturnType<typeof parseView> {
  const { stream, window } = (typeof argument === 'object' && argument !== null ? argument : {}) as Partial<LiveView>;
  return parseView(stream, window);
}

/** Socket.IO on an HTTP server. `refusal` judges every request, handshake or not, WebSocket or polling. */
export function createSocketServer(options: {
  http: HttpServer;
  refusal: (request: IncomingMessage) => string | null;
  snapshot: (view: LiveView) => LiveSnapshot;
  maxClients: number;
  counts: SocketCounts;
}): SocketServer {
  const { counts } = options;
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(options.http, {
    path: socketPath,
    serveClient: false,
    maxHttpBufferSize: maxClientMessageBytes,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: 5_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, answer) => {
      const reason = io.engine.clientsCount >= options.maxClients ? 'too many clients' : options.refusal(request);
      if (reason !== null) counts.refused(reason);
      answer(reason, reason === null);
    },
  });
  // allowRequest sees handshakes only; requests of an open session come by here as well.
  io.engine.use(
    (request: IncomingMessage, response: { writeHead(status: number): { end(): void } }, next: () => void) => {
      const isHandshake = !/[?&]sid=/.test(request.url ?? '');
      const reason = isHandshake ? null : options.refusal(request);
      if (reason === null) return next();
      counts.refused(reason);
      response.writeHead(403).end();
    },
  );

  const subscribe = (socket: LiveSocket, argument: unknown): SubscribeAnswer => {
    const parsed = viewOf(argument);
    if ('sentence' in parsed) return { ok: false, code: 'BAD_VIEW', sentence: parsed.sentence };
    const room = liveViewKey(parsed.view);
    // A socket is always in the room of its own name.
    if (!socket.rooms.has(room) && socket.rooms.size > mostViews)
      return { ok: false, code: 'TOO_MANY_VIEWS', sentence: `a connection may watch ${mostViews} views at once` };
    const snapshot = options.snapshot(parsed.view);
    void socket.join(room);
    return { ok: true, snapshot };
  };

  io.on('connection', (socket: LiveSocket) => {
    let second = 0;
    let messages = 0;
    // The handshake's request is of no more use and holds its buffers.
    (socket.conn as unknown as { request: unknown }).request = null;
    socket.onAny((event: string) => {
      if (!knownEvents.has(event)) counts.unknownEvent();
      const now = Math.floor(Date.now() / 1_000);
      messages = now === second ? messages + 1 : 1;
      second = now;
      if (messages !== mostMessagesPerSecond + 1) return;
      counts.cutOff();
      socket.disconnect(true);
    });
    socket.on('view:subscribe', (view: unknown, answer: unknown) => {
      if (typeof answer === 'function' && socket.connected) answer(subscribe(socket, view));
    });
    socket.on('view:unsubscribe', (view: unknown) => {
      const parsed = viewOf(view);
      if ('view' in parsed) void socket.leave(liveViewKey(parsed.view));
    });
  });

  return {
    get clients() {
      return io.engine.clientsCount;
    },
    watched: (view) => io.sockets.adapter.rooms.has(liveViewKey(view)),
    send: (view, frame) => {
      io.to(liveViewKey(view)).volatile.emit('view:frame', frame);
    },
    close: () => io.close(),
  };
}
