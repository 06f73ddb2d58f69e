import { io, type Socket } from 'socket.io-client';
import type { LiveFrame, LiveSnapshot, LiveView } from '@/lib/contracts/live-frame';
import type { ClientToServerEvents, ServerToClientEvents } from '@/lib/contracts/socket-events';
import { socketPath } from '@/lib/contracts/socket-events';

export interface LiveSocketHandlers {
  readonly onConnect: () => void;
  readonly onDisconnect: () => void;
  readonly onAttempt: (attempt: number) => void;
  readonly onFrame: (frame: LiveFrame) => void;
  readonly onRefusal: (sentence: string, id: string) => void;
  readonly onSnapshot: (snapshot: LiveSnapshot, askedAtMs: number, answeredAtMs: number) => void;
}

export interface LiveSocket {
  /** Joins the view's room and asks for its snapshot; an unanswered question is forgotten after 5 s. */
  subscribe(view: LiveView): void;
  unsubscribe(view: LiveView): void;
  /** true while a question has no answer yet. */
  readonly asking: boolean;
  close(): void;
}

const answerWithinMs = 5_000;

/** The one connection of a page. */
export function openLiveSocket(handlers: LiveSocketHandlers): LiveSocket {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io({
    path: socketPath,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 2_000,
    timeout: 5_000,
  });
  let asking = false;
  let attempt = 0;

  socket.on('connect', () => {
    attempt = 0;
    asking = false;
    handlers.onConnect();
  });
  socket.on('disconnect', (reason) => {
    asking = false;
    handlers.onDisconnect();
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', () => {
    attempt += 1;
    handlers.onAttempt(attempt);
  });
  socket.on('view:frame', handlers.onFrame);

  return {
    get asking() {
      return asking;
    },
    subscribe(view) {
      if (!socket.connected) return;
      asking = true;
      const askedAtMs = Date.now();
      socket.timeout(answerWithinMs).emit('view:subscribe', view, (error, answer) => {
        asking = false;
        if (error) return;
        if (answer.ok) handlers.onSnapshot(answer.snapshot, askedAtMs, Date.now());
        else handlers.onRefusal(answer.sentence, answer.code);
      });
    },
    unsubscribe(view) {
      if (socket.connected) socket.emit('view:unsubscribe', view);
    },
    close() {
      socket.disconnect();
    },
  };
}
