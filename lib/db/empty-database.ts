import { inTransaction, type Pool } from './pool';

/** Where a partition is to be read from again; its topic stays. */
export interface RestartPosition {
  readonly topic: string;
  readonly partition: number;
  /** `<cluster id>/<topic id>` as it is now. */
  readonly incarnation: string;
  readonly lowOffset: bigint;
}

/** Migrations are the schema's; the catalogue is not counted from topics, only films met in events are. */
const keptTables = ['_prisma_migrations', 'film'];
const firstFilmOfEvents = 1_000_001;

/**
 * Empties every table in one transaction, the imported film catalogue excepted. `restart`: partitions that had a cursor
 * get one at the low offset again, one rebuild later, so that what is read again counts as new on the live path too.
 * Returns the tables emptied. Nobody may be consuming meanwhile: a worker's next commit finds no cursor and is fenced.
 */
export async function emptyDatabase(pool: Pool, restart: readonly RestartPosition[] = []): Promise<readonly string[]> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND NOT c.relname = ANY ($1) ORDER BY 1`,
      [keptTables],
    );
    const tables = rows.map(({ name }) => name);
    const { rows: before } = await client.query<{ topic: string; partition: number; rebuild_epoch: number }>(
      'SELECT topic, partition, rebuild_epoch FROM consumer_cursor',
    );
    await client.query(`TRUNCATE ${tables.map((name) => `"${name}"`).join(', ')} RESTART IDENTITY`);
    await client.query('DELETE FROM film WHERE id >= $1', [firstFilmOfEvents]);
    await client.query(`ALTER SEQUENCE film_id_seq RESTART WITH ${firstFilmOfEvents}`);
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
