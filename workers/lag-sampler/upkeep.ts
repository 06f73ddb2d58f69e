import { maintainPartitions } from '@/lib/db/maintain-partitions';
import type { PartitionedTable } from '@/lib/db/partitioned-tables';
import type { Pool } from '@/lib/db/pool';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';

const firstMs = 1_500;
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
  now?: () => number;
  /** After the start and after each upkeep; the defaults are 1.5 s, a minute, and 5 s when something failed. */
  pauses?: { readonly firstMs: number; readonly intervalMs: number; readonly retryMs: number };
}): PartitionUpkeep {
  const { pool, log, now = Date.now, pauses = { firstMs, intervalMs, retryMs } } = options;
  const inDefault = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;

  const maintainTable = async (spec: PartitionedTable): Promise<boolean> => {
    const { table } = spec;
    try {
      const { created, dropped, moved, inDefault: rows } = await maintainPartitions(pool, spec, now());
      inDefault.set(table, rows);
      if (created.length + dropped.length > 0)
        log.info({ table, created: created.length, dropped, moved }, 'partitions maintained');
      if (rows > 0) log.error({ table, rows }, 'ALARM: the DEFAULT partition holds rows');
      return true;
    } catch (error) {
      if (!stopped) log.warn({ table, err: error }, 'partitions could not be maintained: it is tried again');
      return false;
    }
  };

  /** All tables, one after the other, though one fail; returns the pause until the next time. */
  const maintain = async (): Promise<number> => {
    if (!options.active()) return pauses.retryMs;
    let failed = false;
    for (const spec of options.tables) if (!stopped && !(await maintainTable(spec))) failed = true;
    return failed ? pauses.retryMs : pauses.intervalMs;
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
      schedule(pauses.firstMs);
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await pool.end();
      await running;
    },
  };
}
