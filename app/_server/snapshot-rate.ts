import { createRateLimit, type RateLimit } from './rate-limit';

const kept = globalThis as typeof globalThis & { streamscopeSnapshotRate?: RateLimit };

/** Thirty snapshots a minute for the whole process. */
export function snapshotRate(): RateLimit {
  kept.streamscopeSnapshotRate ??= createRateLimit({ most: 30, withinMs: 60_000 });
  return kept.streamscopeSnapshotRate;
}
