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
  let once = 0;
  const accept = ([row]: readonly Readonly<Record<string, unknown>>[]) => seen.push(row?.answer);
  const reader = createReferenceReader({
    log,
    pool: { query } as unknown as Pool,
    references: [
      { statement, ofCatalogue: true, accept },
      { statement, accept: () => once++ },
    ],
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { asked, seen, reader, settle, timesOnce: () => once };
}

it('is started when every row was handed over, also where the first question failed', async () => {
  const { asked, seen, reader, settle, timesOnce } = scene();
  let started = false;
  const start = reader.start(new AbortController().signal).then(() => {
    started = true;
  });
  asked[0]!(new Error('not yet'));
  while (asked.length < 2) await settle();
  asked[1]!('first');
  while (asked.length < 3) await settle();
  expect(started).toBe(false);
  asked[2]!('other rows');
  await start;
  expect([seen, timesOnce()]).toEqual([['first'], 1]);
});

it('asks once more for the catalogue when it changed while it was asking, and for nothing else', async () => {
  const { asked, seen, reader, settle, timesOnce } = scene();
  reader.readAgain();
  reader.readAgain();
  reader.readAgain();
  for (const [at, answer] of ['old', 'other rows', 'new'].entries()) {
    while (asked.length <= at) await settle();
    asked[at]!(answer);
  }
  for (let i = 0; i < 3; i++) await settle();
  expect([seen, timesOnce(), asked.length]).toEqual([['old', 'new'], 1, 3]);
});
