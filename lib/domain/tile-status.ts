import type { TileStatus } from '../contracts/live-frame';

/** Bounds in milliseconds: at or below the first ok, at or below the second warn, else crit. */
const bounds = {
  ackP95: [250, 1_000],
  endToEndP95: [1_000, 5_000],
  freshnessMs: [3_000, 10_000],
} as const;

export function latencyStatus(tile: keyof typeof bounds, valueMs: number | null): TileStatus {
  if (valueMs === null) return 'unknown';
  const [ok, warn] = bounds[tile];
  return valueMs <= ok ? 'ok' : valueMs <= warn ? 'warn' : 'crit';
}

/** Nothing stored although producers send is a standstill; a true zero without producers is fine. */
export function throughputStatus(eventsPerSecond: number | null, sending: boolean): TileStatus {
  if (eventsPerSecond === null) return 'unknown';
  return eventsPerSecond === 0 && sending ? 'crit' : 'ok';
}

/** Share of failed records that says the fault is not a single record's. */
const errorShare = 0.05;

export function errorStatus(errors: number | null, records: number): TileStatus {
  if (errors === null) return 'unknown';
  if (errors === 0) return 'ok';
  return errors > errorShare * records ? 'crit' : 'warn';
}
