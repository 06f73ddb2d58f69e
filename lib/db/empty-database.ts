import { inTransaction, isRetriable, type Pool, type PoolClient } from './pool';

/** Where a partition is to be read from again; its topic stays. */
export interface RestartPosition {
  readonly topic: string;
  readonly partition: number;
  /** `<cluster id>/<topic id>` as it is now. */
  readonly incarnation: string;
  readonly lowOffset: bigint;
}

/** Migrations are the schema's, snapshots their makers'; of the catalogue only films met in events are counted from topics. */
const keptTables = ['_prisma_migrations', 'film', 'snapshot'];
const firstFilmOfEvents = 1_000_001;
/** A page that reads several tables may have locked them in another order. */
const attempts = 5;

/**
 * Empties every table in one transaction, the imported film catalogue and snapshots excepted. `restart`: partitions that had a cursor
 * get one at the low offset again, one rebuild later, so that what is read again counts as new on the live path too.
 * Returns the tables emptied. Nobody may be consuming meanwhile: a worker's next commit finds no cursor and is fenced.
 */
export async function emptyDatabase(pool: Pool, restart: readonly RestartPosition[] = []): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await emptyOnce(pool, restart);
    } catch (error) {
      if (attempt === attempts || !isRetriable(error)) throw error;
    }
  }
}

async function emptyOnce(pool: Pool, restart: readonly RestartPosition[]): Promise<readonly string[]> {
  return inTransaction(pool, async (client) => {
    const { rows: before } = await client.query<{ topic: string; partition: number; rebuild_epoch: number }>(
      'SELECT topic, partition, rebuild_epoch FROM consumer_cursor',
    );
    const tables = await truncateFilled(client);
    await restartSequences(client);
    await client.query('DELETE FROM film WHERE id >= $1', [firstFilmOfEvents]);
    const epochOf = new Map(before.map((row) => [`${row.topic}/${row.partition}`, row.rebuild_epoch]));
    const known = restart.filter(({ topic, partition }) => epochOf.has(`${topic}/${partition}`));
    await client.query(
      `INSERT INTO consumer_cursor
         (topic, partition, cluster_id, incarnation, start_offset, next_offset, rebuild_epoch)
       SELECT topic, partition, split_part(incarnation, '/', 1), incarnation, low, low, epoch
       FROM unnest($1::text[], $2::int[], $3::text[], $4::bigint[], $5::int[])
         AS v(topic, partition, incarnation, low, epoch)`,
      [
        known.map(({ topic }) => topic),
        known.map(({ partition }) => partition),
        known.map(({ incarnation }) => incarnation),
        known.map(({ lowOffset }) => String(lowOffset)),
        known.map(({ topic, partition }) => (epochOf.get(`${topic}/${partition}`) ?? 0) + 1),
      ],
    );
    return { result: tables };
  });
}

/** Truncates what has a page at all: most of the many partitions have none. Returns the names of all tables. */
async function truncateFilled(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; part: boolean; filled: boolean }>(
    `SELECT c.relname AS name, c.relispartition AS part, c.relkind = 'r' AND pg_relation_size(c.oid) > 0 AS filled
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relname = ANY ($1) ORDER BY 1`,
    [keptTables],
  );
  const filled = rows.filter((row) => row.filled).map(({ name }) => `"${name}"`);
  if (filled.length > 0) await client.query(`TRUNCATE ${filled.join(', ')}`);
  return rows.filter((row) => !row.part).map(({ name }) => name);
}

/** Ids count from their first again. */
async function restartSequences(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT sequencename AS name FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1',
  );
  for (const { name } of rows) await client.query(`ALTER SEQUENCE "${name}" RESTART`);
  await client.query(`ALTER SEQUENCE film_id_seq RESTART WITH ${firstFilmOfEvents}`);
}
