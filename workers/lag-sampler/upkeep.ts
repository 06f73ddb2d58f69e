import { maintainPartitions, type PartitionedTable } from '@/lib/db/maintain-partitions';
import type { Pool } from '@/lib/db/pool';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';

const intervalMs = 60_000;
const retryMs = 5_000;

export interface PartitionUpkeep extends Part {
  /** Rows in the DEFAULT partition by table, as of the newest upkeep: anything but 0 is an alarm. */
  readonly inDefault: ReadonlyMap<string, number>;
}

/** Makes and drops partitions at the start and each minute, while `active` says that this process is the one. */
export function createPartitionUpkeep(options: {
  pool: Pool;
  tables: readonly PartitionedTable[];
  active: () => boolean;
  log: Log;
}): PartitionUpkeep {
  const { pool, log } = options;
  const inDefault = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;

  const maintain = async (): Promise<number> => {
    if (!options.active()) return retryMs;
    for (const spec of options.tables) {
      try {
        const done = await maintainPartitions(pool, spec, Date.now());
        inDefault.set(spec.table, done.inDefault);
        const { created, dropped, moved } = done;
        if (created.length + dropped.length > 0)
          log.info({ table: spec.table, created: created.length, dropped, moved }, 'partitions maintained');
        if (done.inDefault > 0)
          log.error({ table: spec.table, rows: done.inDefault }, 'the DEFAULT partition holds rows');
      } catch (error) {
        if (!stopped)
          log.warn({ table: spec.table, err: error }, 'partitions could not be maintained: it is tried again');
        return retryMs;
      }
    }
    return intervalMs;
  };

  const schedule = (delayMs: number): void => {
    timer = setTimeout(() => {
      running = maintain().then((nextMs) => {
        if (!stopped) schedule(nextMs);
      });
    }, delayMs);
  };

  return {
    name: 'partition upkeep',
    inDefault,
    async start() {
      schedule(1_500);
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await pool.end();
      await running;
    },
  };
}
