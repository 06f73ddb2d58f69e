import pg from 'pg';
import type { Queryable } from './pool';

/** Advisory lock of the one active lag sampler of a database: any two constants nobody else uses. */
const lockKey = [0x5353, 1] as const;
/** A database that does not answer within this counts as down. */
const answerMs = 1_500;

export interface LagSamplerLock {
  /**
   * True when this process holds the lock, false when another one does. Takes it if it is free. Throws when the database
   * does not answer; the lock is then lost with its session.
   */
  hold(): Promise<boolean>;
  /** The session that holds the lock. Throws before the first successful `hold`. */
  readonly session: Queryable;
  /** Gives up the session and the lock; called after a query on it failed. */
  drop(): void;
  close(): Promise<void>;
}

export function createLagSamplerLock(options: { databaseUrl: string; applicationName: string }): LagSamplerLock {
  let client: pg.Client | null = null;
  let held = false;

  const drop = (): void => {
    held = false;
    const lost = client;
    client = null;
    void lost?.end().catch(() => {});
  };

  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: options.applicationName,
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
      statement_timeout: answerMs,
      keepAlive: true,
    });
    fresh.on('error', () => {
      if (client === fresh) drop();
    });
    await fresh.connect();
    return fresh;
  };

  return {
    async hold() {
      if (held) return true;
      try {
        client ??= await connect();
        const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS held', [
          ...lockKey,
        ]);
        held = rows[0]?.held ?? false;
        return held;
      } catch (error) {
        drop();
        throw error;
      }
    },
    get session() {
      if (client === null) throw new Error('the lag sampler has no database session');
      return client as unknown as Queryable;
    },
    drop,
    async close() {
      held = false;
      await client?.end();
      client = null;
    },
  };
}
