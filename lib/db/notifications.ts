import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Part } from '../runtime/part';

/** Channels of LISTEN and NOTIFY: the film catalogue was imported; a stream is to be rebuilt (its name is the payload). */
export const notificationChannels = { catalogue: 'streamscope_catalogue', rebuild: 'streamscope_rebuild' } as const;
export type NotificationChannel = (typeof notificationChannels)[keyof typeof notificationChannels];

const reconnectMs = 1_000;

/**
 * Listens on a connection of its own and keeps doing so. What is said while it is cut off is lost: `onListening` is called
 * at each new connection, so that the caller can look for itself.
 */
export function createNotifications(options: {
  databaseUrl: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  onListening: () => void;
  onNotification: (channel: NotificationChannel, payload: string) => void;
}): Part {
  const stopped = new AbortController();
  let client: pg.Client | null = null;

  /** Ends with the connection. */
  const listen = async (): Promise<void> => {
    const connection = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: options.applicationName,
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
    });
    client = connection;
    const ended = new Promise<void>((resolve) => connection.once('end', resolve));
    connection.on('error', () => {});
    connection.on('notification', ({ channel, payload = '' }) => {
      const known = Object.values(notificationChannels).find((name) => name === channel);
      if (known !== undefined) options.onNotification(known, payload);
    });
    try {
      await connection.connect();
      for (const channel of Object.values(notificationChannels)) await connection.query(`LISTEN ${channel}`);
    } catch {
      void connection.end().catch(() => {});
      return;
    }
    options.onListening();
    await ended;
  };

  return {
    name: 'notifications',
    async start() {
      void (async () => {
        while (!stopped.signal.aborted) {
          await listen();
          await sleep(reconnectMs, undefined, { signal: stopped.signal }).catch(() => {});
        }
      })();
    },
    async stop() {
      stopped.abort();
      // Not waited for: a database that hangs must not hold the process.
      void client?.end().catch(() => {});
    },
  };
}
