import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const retryMs = 250;
/** SQLSTATE and socket errors that pass by themselves: starting up, no slots, not there yet. */
const passing = new Set(['57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT']);

export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
}

/** `host:port/name` of a PostgreSQL address, without user and password. */
export function databaseAddress(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return `${url.hostname}:${url.port === '' ? '5432' : url.port}${url.pathname}`;
}

/**
 * Resolves when PostgreSQL answers. Errors that pass by themselves are waited out for `patienceMs`; others (password,
 * no such database) fail at once. The error names the address and the variable.
 */
export async function waitForDatabase(databaseUrl: string, patienceMs = 30_000): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      const { code, message } = reasonOf(error);
      const waitable = passing.has(code) || /timeout|terminated unexpectedly/i.test(message);
      if (!waitable || performance.now() + retryMs > until)
        throw new DatabaseUnreachable(
          `PostgreSQL at ${databaseAddress(databaseUrl)} (DATABASE_URL) cannot be used: ${message}`,
          { cause: error },
        );
    } finally {
      await client.end().catch(() => {});
    }
    await sleep(retryMs);
  }
}

/** Node reports a refused name with several addresses as an AggregateError without a message. */
function reasonOf(error: unknown): { code: string; message: string } {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code = (first as { code?: unknown } | null)?.code;
  const message = first instanceof Error ? first.message : String(first);
  return { code: typeof code === 'string' ? code : '', message: message === '' ? String(code) : message };
}
