import type { PartitionedTable } from './partitioned-tables';
import { inTransaction, type Pool, type PoolClient } from './pool';

export interface Upkeep {
  readonly created: readonly string[];
  readonly dropped: readonly string[];
  /** Rows of the DEFAULT partition that were moved to where they belong. */
  readonly moved: number;
  /** Rows still in the DEFAULT partition, of a time no partition is there for: an alarm. */
  readonly inDefault: number;
}

const partitionsPerTransaction = 24;
/** Moving a backfilled day out of DEFAULT is one statement, however many rows it has. */
const longestMoveMs = 60_000;

/** `metric_log_20261122_2110`: sorts by time, and tells its range without asking the catalogue. */
function nameOf(table: string, startMs: number): string {
  const [date = '', time = ''] = new Date(startMs).toISOString().split('T');
  return `${table}_${date.replaceAll('-', '')}_${time.slice(0, 5).replace(':', '')}`;
}

function startOf(table: string, name: string): number | null {
  const match = new RegExp(`^${table}_(\\d{4})(\\d\\d)(\\d\\d)_(\\d\\d)(\\d\\d)$`).exec(name);
  if (match === null) return null;
  const [, year, month, day, hour, minute] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
}

/** node-pg reads a query's own time-out; its types do not say so. */
const patiently = (text: string): { readonly text: string } =>
  ({ text, query_timeout: longestMoveMs }) as { readonly text: string };

async function partitionsOf(pool: Pool, table: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT child.relname AS name FROM pg_inherits
       JOIN pg_class child ON child.oid = inhrelid
      WHERE inhparent = $1::regclass`,
    [table],
  );
  return new Set(rows.map(({ name }) => name));
}

/**
 * Makes one partition. Rows of its range that lie in DEFAULT are moved first (it could not be attached otherwise).
 * `exclusive`: writers wait for the parent meanwhile, since a row already routed to DEFAULT would be refused afterwards.
 */
async function createPartition(
  client: PoolClient,
  spec: PartitionedTable,
  startMs: number,
  exclusive: boolean,
): Promise<number> {
  const { table, column } = spec;
  const name = nameOf(table, startMs);
  const [from, to] = [startMs, startMs + spec.stepMs].map((ms) => `'${new Date(ms).toISOString()}'`);
  if (exclusive) await client.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
  const fill = spec.fillPercent === undefined ? '' : ` WITH (fillfactor = ${spec.fillPercent})`;
  await client.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)${fill}`);
  const { rowCount } = await client.query(
    patiently(`WITH moved AS (DELETE FROM ${table}_default WHERE ${column} >= ${from} AND ${column} < ${to} RETURNING *)
     INSERT INTO ${name} SELECT * FROM moved`),
  );
  await client.query(patiently(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`));
  return rowCount ?? 0;
}

/** One short transaction, so that nobody waits long for us, nor we for others. */
function quickly<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query(`SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '${longestMoveMs}'`);
    return { result: await work(client) };
  });
}

async function createMissing(pool: Pool, spec: PartitionedTable, existing: Set<string>, nowMs: number) {
  const { table, column, stepMs } = spec;
  const { rows } = await pool.query<{ ms: string }>(
    `SELECT DISTINCT floor(extract(epoch FROM ${column}) * 1000 / ${stepMs}) * ${stepMs} AS ms FROM ${table}_default
      WHERE ${column} >= $1 AND ${column} < $2`,
    [new Date(nowMs - spec.keepMs), new Date(nowMs + spec.aheadMs)],
  );
  const stray = new Set(rows.map(({ ms }) => Number(ms)));
  const wanted = new Set(stray);
  for (let start = Math.floor(nowMs / stepMs) * stepMs; start <= nowMs + spec.aheadMs; start += stepMs)
    wanted.add(start);
  const missing = [...wanted].filter((start) => !existing.has(nameOf(table, start))).sort((a, b) => a - b);
  let moved = 0;
  while (missing.length > 0) {
    const inUse = missing[0]! <= nowMs + stepMs || stray.has(missing[0]!);
    const batch = missing.splice(0, inUse ? 1 : partitionsPerTransaction);
    moved += await quickly(pool, async (client) => {
      let rowsMoved = 0;
      for (const start of batch) rowsMoved += await createPartition(client, spec, start, inUse);
      return rowsMoved;
    });
  }
  return { created: [...wanted].map((start) => nameOf(table, start)).filter((name) => !existing.has(name)), moved };
}

/**
 * Makes the partitions from now to `aheadMs` ahead and those of the kept past that DEFAULT holds rows of, then drops
 * those that are too old, in short transactions. Idempotent; a lock that is not had in 2 s is an error, to be tried again.
 */
export async function maintainPartitions(pool: Pool, spec: PartitionedTable, nowMs: number): Promise<Upkeep> {
  const { table, column, stepMs, keepMs } = spec;
  const existing = await partitionsOf(pool, table);
  const { created, moved } = await createMissing(pool, spec, existing, nowMs);
  const dropped = [...existing].filter((name) => {
    const start = startOf(table, name);
    return start !== null && start + stepMs <= nowMs - keepMs;
  });
  for (const name of dropped) await quickly(pool, (client) => client.query(`DROP TABLE ${name}`));
  await pool.query(`DELETE FROM ${table}_default WHERE ${column} < $1`, [new Date(nowMs - keepMs)]);
  const left = await pool.query<{ n: string }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM ${table}_default LIMIT 100000) AS counted`,
  );
  return { created, dropped, moved, inDefault: Number(left.rows[0]?.n ?? 0) };
}
