import type { LiveGauges, LiveTile } from '@/lib/contracts/live-frame';

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
};
