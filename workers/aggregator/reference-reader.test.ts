import { expect, it } from 'vitest';
import type { Pool } from '@/lib/db/pool';
import type { Log } from '@/lib/runtime/log';
import { createReferenceReader } from './reference-reader';

const log = { warn: () => {} } as unknown as Log;
const statement = { text: 'SELECT', values: [] };

/** A database that answers each question when it is told to. */
function scene() {
  const asked: ((answer: string | Error) => void)[] = [];
  const query = () =>
    new Promise((resolve, reject) => {
      asked.push((answer) => (answer instanceof Error ? reject(answer) : resolve({ rows: [{ answer }] })));
    });
  const seen: unknown[] = [];
  const accept = ([row]: readonly Readonly<Record<string, unknown>>[]) => seen.push(row?.answer);
  const reader = createReferenceReader({
    log,
    pool: { query } as unknown as Pool,
    references: [{ statement, accept }],
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { asked, seen, reader, settle };
}

it('is started when every row was handed over, also where the first question failed', async () => {
  const { asked, seen, reader, settle } = scene();
  let started = false;
  const start = reader.start(new AbortController().signal).then(() => {
    started = true;
  });
  asked[0]!(new Error('not yet'));
  while (asked.length < 2) await settle();
  expect(started).toBe(false);
  asked[1]!('first');
  await start;
  expect(seen).toEqual(['first']);
});

it('asks once more for whatever changed while it was asking', async () => {
  const { asked, seen, reader, settle } = scene();
  reader.readAgain();
  reader.readAgain();
  reader.readAgain();
  asked[0]!('old');
  while (asked.length < 2) await settle();
  asked[1]!('new');
  await settle();
  await settle();
  expect([seen, asked.length]).toEqual([['old', 'new'], 2]);
});
