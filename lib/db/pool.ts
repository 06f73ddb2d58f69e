import pg from 'pg';

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;
/** What a single query needs: a pool or one of its clients. */
export type Queryable = Pick<pg.Pool, 'query'>;

/** A worker stopped inside a transaction must not hold the others for longer than these. Milliseconds. */
const sessionLimits = {
  idle_in_transaction_session_timeout: 3_000,
  statement_timeout: 10_000,
  lock_timeout: 5_000,
};
/** The server notices a vanished client by these (seconds, seconds, probes). */
const serverKeepalive = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';

/** Connections for the commit path. `onError` is told what goes wrong on idle connections; nothing is thrown there. */
export function createPool(options: {
  databaseUrl: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  max?: number;
  onError?: (error: Error) => void;
}): Pool {
  const { databaseUrl, applicationName, max = 4, onError = () => {} } = options;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: applicationName,
    max,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    /** Queries of one client go out without waiting for the answers before them, in their order. */
    pipeline: true,
    query_timeout: 15_000,
    options: serverKeepalive,
    ...sessionLimits,
  });
  pool.on('error', onError);
  pool.on('connect', (client) => {
    client.on('error', onError);
  });
  return pool;
}

/** SQLSTATEs after which the same transaction may simply be tried again: deadlock, serialization, lock timeout. */
const retriable = new Set(['40P01', '40001', '55P03']);

/** SQLSTATE of a database error, null for anything else (lost connection, time-out of ours). */
export function sqlStateOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' &&
    /^[0-9A-Z]{5}$/.test(code) &&
    (error as { severity?: unknown }).severity !== undefined
    ? code
    : null;
}

export const isRetriable = (error: unknown): boolean => retriable.has(sqlStateOf(error) ?? '');

/** The server answered `COMMIT` with something else: it had rolled back. */
export class CommitRefused extends Error {
  override readonly name = 'CommitRefused';
}

/**
 * Runs `work` in one transaction. Resolves only when the server answered `COMMIT`; node-pg resolves a rolled-back
 * commit without an error. After a rejection the outcome may be unknown. `work` may return `rollback` to end it unwritten.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<{ readonly result: T; readonly rollback?: boolean }>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { result, rollback = false } = await work(client);
    const end = rollback ? 'ROLLBACK' : 'COMMIT';
    const answer = await client.query(end);
    if (answer.command !== end) throw new CommitRefused(`the server answered ${answer.command} to ${end}`);
    client.release();
    return result;
  } catch (error) {
    client.release(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}
