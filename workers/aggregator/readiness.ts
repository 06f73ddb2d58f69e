import { setTimeout as sleep } from 'node:timers/promises';
import { adoptAggregatorGroup, ForeignGroup } from '@/lib/db/aggregator-group';
import type { Pool } from '@/lib/db/pool';
import type { ClusterProbe } from '@/lib/kafka/cluster-probe';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';

const retryMs = 500;
const endPoolMs = 1_000;
const repeatLogEvery = 20;

/** Waits for a migrated database of our group and for the topics; says why it waits. Another group's database ends it. */
export function createReadiness(options: {
  log: Log;
  pool: Pool;
  probe: ClusterProbe;
  groupId: string;
  topics: readonly string[];
}): Part {
  const { log, pool, probe, groupId, topics } = options;

  const waitFor = async (what: string, signal: AbortSignal, check: () => Promise<void>): Promise<void> => {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await check();
        return;
      } catch (error) {
        if (error instanceof ForeignGroup) throw error;
        const reason = error instanceof Error ? error.message || error.name : String(error);
        if (attempt % repeatLogEvery === 0) log.warn({ reason }, `waiting for ${what}`);
        await sleep(retryMs, undefined, { signal }).catch(() => {});
      }
    }
  };

  return {
    name: 'database and topics',
    async start(signal) {
      await waitFor('the database', signal, () => adoptAggregatorGroup(pool, groupId));
      await waitFor('the topics', signal, async () => {
        const incarnations = await probe.incarnations(topics);
        const missing = topics.filter((topic) => (incarnations.get(topic) ?? null) === null);
        if (missing.length > 0) throw new Error(`no topic ${missing.join(', ')}: run \`streamscope topics create\``);
      });
    },
    async stop() {
      await probe.close();
      // A database that hangs would hold the process until it is ended by force, and its exit would be no clean one.
      await Promise.race([pool.end(), sleep(endPoolMs)]);
    },
  };
}
