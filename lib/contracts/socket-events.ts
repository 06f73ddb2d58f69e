import type { LiveFrame, LiveSnapshot, LiveView } from './live-frame';

export const socketPath = '/socket.io/';
/** Longest message a client may send; a longer one closes the socket. */
export const maxClientMessageBytes = 16_384;

export type SubscribeAnswer = { ok: true; snapshot: LiveSnapshot } | { ok: false; code: RefusalCode; sentence: string };
export type RefusalCode = 'BAD_VIEW' | 'TOO_MANY_VIEWS';

export interface ClientToServerEvents {
  /** Join a view's room; answers with its snapshot. Also used to fill a gap in the sequence. */
  'view:subscribe': (view: LiveView, answer: (result: SubscribeAnswer) => void) => void;
  'view:unsubscribe': (view: LiveView) => void;
}

export interface ServerToClientEvents {
  /** Volatile: a slow client loses frames, never order, and asks for a snapshot on a gap. */
  'view:frame': (frame: LiveFrame) => void;
}
