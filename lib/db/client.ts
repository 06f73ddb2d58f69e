import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';

export type Database = PrismaClient;

/** Prisma over node-pg with a pool of its own; one per process. A question that takes over ten seconds is given up. */
export function createDatabase(databaseUrl: string): Database {
  const adapter = new PrismaPg(
    {
      connectionString: databaseUrl,
      application_name: 'streamscope web',
      max: 8,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 10_000,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
      // Aggregates lie in memory or on flash, and its questions are short: no price on leaps, no compiler.
      options: '-c random_page_cost=1.1 -c jit=off',
    },
    { onPoolError: () => {}, onConnectionError: () => {} },
  );
  return new PrismaClient({ adapter, errorFormat: 'minimal' });
}
