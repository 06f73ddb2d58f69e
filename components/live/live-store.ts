import type { LiveSnapshot, LiveView } from '@/lib/contracts/live-frame';
import { DrawTurns } from './draw-turns';
import { type LiveDisplay, recordsBetween } from './live-display';
import type { LiveSocket, LiveSocketHandlers } from './live-socket';
import { emptyLiveState, type LiveAction, type LiveState, reduceLive } from './live-state';
import { ShownDelays } from './shown-delay';

const tickMs = 500;
const askAgainMs = 1_000;
const leaveHiddenAfterMs = 20_000;

export interface LiveStoreOptions {
  /** Shows the moment of the first snapshot and never connects. */
  readonly held?: boolean;
  /** Least time between two changes of what is displayed; those that somebody asks for come at once. */
  readonly everyMs?: number;
}

/** The live data of one page: a state behind a socket, what is displayed of it, and the turns of its charts. */
export class LiveStore {
  readonly turns = new DrawTurns();
  #state: LiveState;
  #display: LiveDisplay;
  #frozen: { state: LiveState; nowMs: number; sinceMs: number } | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #delays = new ShownDelays();
  #socket: LiveSocket | null = null;
  #lastAskedMs = Number.NEGATIVE_INFINITY;
  #away = false;
  #held = false;
  readonly #everyMs: number;
  #emittedAtMs = Number.NEGATIVE_INFINITY;

  constructor(view: LiveView, initial: LiveSnapshot | null, options: LiveStoreOptions = {}) {
    this.#held = options.held ?? false;
    this.#everyMs = options.everyMs ?? 0;
    const empty = emptyLiveState(view);
    this.#state = initial === null ? empty : reduceLive(empty, { type: 'snapshot', snapshot: initial });
    this.#display = this.#compose(this.#state.sentAtMs);
  }

  readonly getDisplay = (): LiveDisplay => this.#display;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Connects; returns what undoes it. */
  start(): () => void {
    if (this.#held) return () => this.turns.stop();
    let stopped = false;
    // Loaded beside the first paint, which needs no socket.
    void import('./live-socket')
      .then(({ openLiveSocket }) => {
        if (!stopped) this.#socket = openLiveSocket(this.#handlers());
      })
      .catch(() => this.#apply({ type: 'attempt', attempt: 1 }));
    const timer = setInterval(() => {
      this.#ask();
      this.#emit();
    }, tickMs);
    const stopWatching = this.#watchVisibility();
    return () => {
      stopped = true;
      clearInterval(timer);
      stopWatching();
      this.turns.stop();
      this.#socket?.close();
      this.#socket = null;
    };
  }

  #handlers(): LiveSocketHandlers {
    return {
      onConnect: () => {
        this.#apply({ type: 'connect' });
        this.#ask(true);
      },
      onDisconnect: () => this.#apply({ type: 'disconnect' }),
      onAttempt: (attempt) => this.#apply({ type: 'attempt', attempt }),
      onRefusal: (sentence, id) => this.#apply({ type: 'refuse', sentence, id }),
      onSnapshot: (snapshot, askedAtMs, answeredAtMs) => {
        this.#delays.noteRoundTrip(askedAtMs, answeredAtMs, snapshot.sentAtMs);
        this.#apply({ type: 'snapshot', snapshot }, true);
      },
      onFrame: (frame) => {
        this.#apply({ type: 'frame', frame });
        this.#ask();
        if (!document.hidden) requestAnimationFrame(() => setTimeout(() => this.#noteShown(frame.sentAtMs)));
      },
    };
  }

  setView(view: LiveView): void {
    this.#socket?.unsubscribe(this.#state.view);
    this.#frozen = null;
    this.#held = false;
    this.#apply({ type: 'want', view }, true);
    this.#ask(true);
  }

  retry(): void {
    this.setView(this.#state.view);
  }

  pause(): void {
    if (this.#frozen !== null || this.#state.gauges === null) return;
    this.#frozen = { state: this.#state, nowMs: this.#now(), sinceMs: Date.now() };
    this.#emit(true);
  }

  resume(): void {
    if (this.#frozen === null || this.#held) return;
    this.#frozen = null;
    this.#emit(true);
  }

  /** Leaves the view's room and shows this moment until another view is wanted. */
  hold(): void {
    if (this.#held || this.#state.gauges === null) return;
    this.#frozen = { state: this.#state, nowMs: this.#now(), sinceMs: Date.now() };
    this.#held = true;
    this.#socket?.unsubscribe(this.#state.view);
    this.#emit(true);
  }

  /** Leaves the view's room and keeps the data (a slide that is not shown); `false` comes back with a fresh snapshot. */
  setAway(away: boolean): void {
    if (this.#away === away) return;
    this.#away = away;
    if (away) this.#socket?.unsubscribe(this.#state.view);
    else this.#ask(true);
  }

  #watchVisibility(): () => void {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const onChange = () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (document.hidden) timer = setTimeout(() => this.setAway(true), leaveHiddenAfterMs);
      else this.setAway(false);
      if (!document.hidden) this.#emit(true);
    };
    document.addEventListener('visibilitychange', onChange);
    return () => {
      if (timer !== null) clearTimeout(timer);
      document.removeEventListener('visibilitychange', onChange);
    };
  }

  #ask(now = false): void {
    if (this.#away || this.#held || this.#socket === null) return;
    if (!now && (!this.#state.incomplete || this.#socket.asking || this.#state.connection !== 'connected')) return;
    if (!now && Date.now() - this.#lastAskedMs < askAgainMs) return;
    this.#lastAskedMs = Date.now();
    this.#socket.subscribe(this.#state.view);
  }

  #apply(action: LiveAction, soon = false): void {
    const next = reduceLive(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    this.#emit(soon);
  }

  #noteShown(sentAtMs: number): void {
    this.#delays.noteShown(sentAtMs, Date.now());
  }

  #now(): number {
    return Date.now() + this.#delays.offsetMs;
  }

  #compose(nowMs: number): LiveDisplay {
    const frozen = this.#frozen;
    const shown = this.#delays.summary(nowMs - this.#delays.offsetMs);
    if (this.#held) {
      const moment = frozen ?? { state: this.#state, nowMs: this.#state.sentAtMs };
      return { state: moment.state, nowMs: moment.nowMs, paused: null, shown, frozenAtMs: moment.nowMs };
    }
    if (frozen === null) return { state: this.#state, nowMs, paused: null, shown };
    const buffered = recordsBetween(frozen.state, this.#state);
    return {
      state: frozen.state,
      nowMs: frozen.nowMs,
      paused: { forMs: Date.now() - frozen.sinceMs, buffered },
      shown,
    };
  }

  #emit(soon = false): void {
    const sinceMs = performance.now() - this.#emittedAtMs;
    if (!soon && sinceMs < this.#everyMs) return;
    this.#emittedAtMs = performance.now();
    this.#display = this.#compose(this.#now());
    for (const listener of this.#listeners) listener();
    this.turns.request(soon);
  }
}
