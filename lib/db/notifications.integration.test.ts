import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNotifications } from './notifications';
import { createPool, type Pool } from './pool';
import { createScratchDatabase, type ScratchDatabase } from './scratch-database';

let database: ScratchDatabase;
let pool: Pool;
beforeEach(async () => {
  database = await createScratchDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'test' });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

it('hears what is said, and says when it listens again after its connection was cut', async () => {
  const heard: string[] = [];
  let listening = 0;
  let happened = () => {};
  const notifications = createNotifications({
    databaseUrl: database.databaseUrl,
    applicationName: 'test listens',
    onListening: () => {
      listening++;
      happened();
    },
    onNotification: (channel, payload) => {
      heard.push(`${channel} ${payload}`);
      happened();
    },
  });
  const next = (action: () => unknown) =>
    new Promise<void>((resolve) => {
      happened = resolve;
      action();
    });
  await next(() => notifications.start(new AbortController().signal));
  await pool.query('NOTIFY something_else');
  await next(() => pool.query("NOTIFY streamscope_rebuild, 'orders'"));
  expect(heard).toEqual(['streamscope_rebuild orders']);
  await next(() =>
    pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'test listens'"),
  );
  expect(listening).toBe(2);
  await next(() => pool.query('NOTIFY streamscope_catalogue'));
  expect(heard.at(-1)).toBe('streamscope_catalogue ');
  await notifications.stop();
});
