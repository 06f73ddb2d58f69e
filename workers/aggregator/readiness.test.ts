import { expect, it, vi } from 'vitest';
import type { Pool } from '@/lib/db/pool';
import type { ClusterProbe } from '@/lib/kafka/cluster-probe';
import type { Log } from '@/lib/runtime/log';
import { createReadiness } from './readiness';

it('stops within a second while the database hangs', async () => {
  const close = vi.fn(async () => {});
  const readiness = createReadiness({
    log: {} as Log,
    pool: { end: () => new Promise(() => {}) } as unknown as Pool,
    probe: { close } as unknown as ClusterProbe,
    groupId: 'group',
    topics: ['orders'],
  });
  const startedMs = performance.now();
  await readiness.stop();
  expect(performance.now() - startedMs).toBeLessThan(3_000);
  expect(close).toHaveBeenCalledOnce();
});
