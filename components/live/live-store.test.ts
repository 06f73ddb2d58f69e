import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveSnapshot, LiveView } from '@/lib/contracts/live-frame';
import type { LiveSocketHandlers } from './live-socket';
import { LiveStore } from './live-store';
import { testBin, testGauges, testSecond } from './test-display';

const socket = vi.hoisted(() => ({
  handlers: null as LiveSocketHandlers | null,
  subscribe: vi.fn<(view: LiveView) => void>(),
  unsubscribe: vi.fn<(view: LiveView) => void>(),
  close: vi.fn(),
}));
vi.mock('./live-socket', () => ({
  openLiveSocket: (handlers: LiveSocketHandlers) => {
    socket.handlers = handlers;
    return { ...socket, asking: false };
  },
}));

const view: LiveView = { stream: 'all', window: '60s' };
const nowMs = 1_700_000_000_000;
const snapshot = (sequence: number, nextOffset = '100'): LiveSnapshot => ({
  v: 1,
  view,
  epoch: 'a',
  sequence,
  sentAtMs: nowMs,
  bins: [testBin(nowMs - 1_000, 5)],
  seconds: [testSecond(nowMs - 1_000, 5)],
  annotations: [],
  gauges: { ...testGauges, positions: [{ topic: 'orders', partition: 0, nextOffset }] },
  backfilled: 1,
});

let page: EventTarget & { hidden: boolean };
let stop = () => {};

async function started(): Promise<LiveStore> {
  const store = new LiveStore(view, null);
  stop = store.start();
  await vi.waitFor(() => expect(socket.handlers).not.toBeNull());
  socket.handlers?.onConnect();
  socket.handlers?.onSnapshot(snapshot(5), nowMs, nowMs + 2);
  socket.subscribe.mockClear();
  return store;
}

beforeEach(() => {
  socket.handlers = null;
  vi.clearAllMocks();
  vi.useFakeTimers({ now: nowMs, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame, 16));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('LiveStore', () => {
  it('holds what the server read before any socket is open', () => {
    const store = new LiveStore(view, snapshot(5));
    expect(store.getDisplay().state.bins).toHaveLength(1);
    expect(store.getDisplay().nowMs).toBe(nowMs);
  });

  it('asks for the snapshot when a frame is missing, but not more than once a second', async () => {
    await started();
    vi.advanceTimersByTime(1_500);
    expect(socket.subscribe).not.toHaveBeenCalled();
    socket.handlers?.onFrame(snapshot(7));
    socket.handlers?.onFrame(snapshot(9));
    expect(socket.subscribe).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_500);
    expect(socket.subscribe).toHaveBeenCalledTimes(2);
    socket.handlers?.onSnapshot(snapshot(10), nowMs, nowMs + 2);
    vi.advanceTimersByTime(5_000);
    expect(socket.subscribe).toHaveBeenCalledTimes(2);
  });

  it('freezes the page while paused and counts the records behind it', async () => {
    const store = await started();
    const pausedAtMs = Date.now();
    store.pause();
    socket.handlers?.onFrame(snapshot(6, '340'));
    vi.advanceTimersByTime(3_000);
    expect(store.getDisplay().state.sequence).toBe(5);
    expect(store.getDisplay().nowMs).toBe(pausedAtMs);
    expect(store.getDisplay().paused?.buffered).toBe(240);
    // The display moves on with its half-second tick.
    expect(store.getDisplay().paused?.forMs).toBeGreaterThan(2_400);
    store.resume();
    expect(store.getDisplay().state.sequence).toBe(6);
    expect(store.getDisplay().paused).toBeNull();
  });

  it('leaves the room of a tab nobody sees and comes back with a snapshot', async () => {
    await started();
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(30_000);
    expect(socket.unsubscribe).toHaveBeenCalledWith(view);
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange'));
    expect(socket.subscribe).toHaveBeenCalledWith(view);
  });

  it('changes the view with one leave and one join', async () => {
    const store = await started();
    const wanted: LiveView = { stream: 'orders', window: '5m' };
    store.setView(wanted);
    expect(socket.unsubscribe).toHaveBeenCalledWith(view);
    expect(socket.subscribe).toHaveBeenCalledWith(wanted);
    expect(store.getDisplay().state.shown).toEqual(view);
  });

  it('closes its socket when the page goes', async () => {
    await started();
    stop();
    expect(socket.close).toHaveBeenCalledTimes(1);
  });
});
