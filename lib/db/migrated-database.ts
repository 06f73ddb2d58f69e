import { migrate } from './migrate';
import { createPool, type Pool } from './pool';
import { createScratchDatabase } from './scratch-database';

/** For tests: a migrated database of its own on the server of the integration tests, with a pool. */
export interface MigratedDatabase {
  readonly databaseUrl: string;
  readonly pool: Pool;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

export async function createMigratedDatabase(applicationName = 'test'): Promise<MigratedDatabase> {
  const { databaseUrl, drop } = await createScratchDatabase(process.env.TEST_DATABASE_URL);
  await migrate(databaseUrl);
  const pool = createPool({ databaseUrl, applicationName });
  return {
    databaseUrl,
    pool,
    async drop() {
      await pool.end();
      await drop();
    },
  };
}
