import type { LiveBin, LiveGauges, LiveSecond, LiveTile } from '@/lib/contracts/live-frame';
import type { LiveDisplay } from './live-display';
import { emptyLiveState, type LiveState } from './live-state';

const tile: LiveTile = { value: 1, previous: 1, status: 'ok' };

/** Gauges of a quiet, healthy pipeline, for tests. */
export const testGauges: LiveGauges = {
  tiles: { throughput: tile, ackP95: tile, endToEndP95: tile, lag: tile, errorsPerMinute: tile, freshnessMs: tile },
  stages: [],
  status: {
    brokers: { up: 1, known: 1 },
    database: { up: true, commitMs: 8 },
    workers: { up: 1, known: 1 },
    producers: { sending: 1, known: 1 },
    groups: { keepingUp: 1, known: 1 },
    ledger: { balances: true, read: '100', dead: '0' },
    gaps: '0',
    clockSkewMs: 0,
    halted: [],
  },
  positions: [],
  flowing: true,
  freshnessMs: 400,
  absent: [],
};

/** A bin of a minute's view with this throughput; null = not measured. */
export function testBin(t: number, orders: number | null, more: Partial<LiveBin> = {}): LiveBin {
  return {
    t,
    throughput: { orders },
    ack: null,
    endToEnd: null,
    lag: { orders: orders === null ? null : 0 },
    lagCommitted: orders === null ? null : 0,
    errors: orders === null ? null : {},
    ...more,
  };
}

export function testSecond(t: number, throughput: number | null): LiveSecond {
  return { t, throughput, ackP95: null, endToEndP95: null, lag: throughput, errors: 0, freshnessMs: 100 };
}

/** A connected minute's view of the orders at `nowMs`, one bin a second from its start on. */
export function testDisplay(options: {
  nowMs: number;
  /** Newest last; null = not measured. */
  throughput: readonly (number | null)[];
  state?: Partial<LiveState>;
  display?: Partial<LiveDisplay>;
}): LiveDisplay {
  const { nowMs, throughput } = options;
  const first = nowMs - throughput.length * 1_000;
  const view = { stream: 'orders', window: '60s' } as const;
  return {
    state: {
      ...emptyLiveState(view),
      shown: view,
      connection: 'connected',
      incomplete: false,
      sentAtMs: nowMs,
      bins: throughput.map((value, index) => testBin(first + index * 1_000, value)),
      seconds: throughput.map((value, index) => testSecond(first + index * 1_000, value)),
      gauges: testGauges,
      backfilled: 1,
      ...options.state,
    },
    nowMs,
    paused: null,
    shown: { meanMs: null, p95Ms: null, count: 0 },
    ...options.display,
  };
}
