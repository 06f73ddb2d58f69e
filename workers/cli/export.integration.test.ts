import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { callCli, jsonLines, lastJson } from '@/e2e/support/call-cli';
import { topics } from '@/lib/contracts/topics';
import { createPlainProducer } from '@/lib/kafka/acknowledged-send';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createTopics, deleteTopics } from '@/lib/kafka/topics-admin';
import { eventually } from '../../e2e/support/eventually';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'export-test', retries: 5 });
const directory = mkdtempSync(join(tmpdir(), 'streamscope-export-'));
let producer = createPlainProducer(kafka);
const kinds = { view: topics.events_views, click: topics.events_clicks, rating: topics.events_ratings };
const names = Object.values(kinds).map(({ name }) => name);
const newOut = () => join(directory, randomBytes(4).toString('hex'));
const run = (out: string, ...args: string[]) =>
  callCli(directory, ['export', 'engagement', '--bootstrap-servers', brokers, '--out', out, ...args]);
const linesOf = (out: string, name: string) => jsonLines(readFileSync(join(out, name), 'utf8'));

const event = (kind: keyof typeof kinds, user: number, change: object = {}): string =>
  JSON.stringify({
    event_id: randomUUID(),
    event_type: kind,
    event_ts: new Date().toISOString(),
    user_id: user,
    movie_id: 7,
    ...(kind === 'rating' ? { rating: 4.5 } : { session_id: randomUUID() }),
    ...(kind === 'view' ? { device_type: 'tv' } : {}),
    ...(kind === 'click' ? { click_type: 'play' } : {}),
    ...change,
  });
const send = (
  topic: string,
  messages: readonly { value: string | Buffer | null; headers?: Record<string, string> }[],
) =>
  producer.send({
    topic,
    acks: -1,
    messages: messages.map((message, n) => ({ key: `k${n}`, partition: n % 3, ...message })),
  });

describe('streamscope export', () => {
  afterAll(async () => {
    await producer.disconnect();
    rmSync(directory, { recursive: true, force: true });
    await withAdmin(kafka, (admin) => deleteTopics(admin, names));
  });
  beforeEach(async () => {
    await withAdmin(kafka, (admin) => deleteTopics(admin, names));
    await withAdmin(kafka, (admin) => createTopics(admin, Object.values(kinds)));
    // Answered by the leader alone: after it, a plain send finds the leader in office.
    for (const name of names)
      await eventually(`${name} has its leaders`, () =>
        withAdmin(kafka, (admin) => admin.fetchTopicOffsets(name)).then(() => true),
      );
    // A new one knows the new topics' leaders.
    await producer.disconnect();
    producer = createPlainProducer(kafka);
    await producer.connect();
  });

  it('writes every record once, judged as the worker does, with exact bytes and codes of the wrong ones', async () => {
    await send(names[0]!, [
      ...Array.from({ length: 40 }, (_, n) => ({ value: event('view', n) })),
      { value: Buffer.from([0xff]) },
    ]);
    const numbered = (seq: number) => ({ 'producer-id': 'p', 'producer-seq': String(seq) });
    const again = [1, 2, 2, 3, 1].map((seq) => ({ value: event('click', seq), headers: numbered(seq), partition: 0 }));
    await send(names[1]!, [...again, { value: null }, { value: event('view', 1) }]);
    await send(names[2]!, [{ value: event('rating', 5).replace('"rating":4.5', '\n "rating": 4.50') }]);
    const out = newOut();
    const { code, stdout } = await run(out, '--json').ended;
    expect(code).toBe(0);
    const counts = JSON.parse(readFileSync(join(out, 'counts.json'), 'utf8'));
    expect(lastJson(stdout)).toMatchObject({ valid: 44, invalid: 3, deduplicated: 2, lost: 0 });
    expect(counts).toMatchObject({ valid: 44, invalid: 3, deduplicated: 2, unreadable: 0 });
    expect(counts.invalid_by_code).toEqual({ BAD_ENCODING: 1, NOT_JSON: 1, UNKNOWN_EVENT_TYPE: 1 });
    expect(Date.now() - Date.parse(counts.oldest_held)).toBeLessThan(60_000);
    const valid = linesOf(out, 'valid.ndjson');
    expect(valid.map((line) => (line.value as { user_id: number }).user_id).sort((a, b) => a - b)).toEqual(
      [...Array.from({ length: 40 }, (_, n) => n), 1, 2, 3, 5].sort((a, b) => a - b),
    );
    expect(readFileSync(join(out, 'valid.ndjson'), 'utf8')).toContain('"rating": 4.50');
    expect(
      linesOf(out, 'invalid.ndjson').map(({ code: why, value, valueEncoding }) => [why, value, valueEncoding]),
    ).toEqual(
      expect.arrayContaining([
        ['BAD_ENCODING', 'ff', 'hex'],
        ['NOT_JSON', null, null],
      ]),
    );
    expect((await run(out).ended).stderr).toContain('holds a finished export');
  });

  it('goes on after a kill where its files stand: no line is lost or written twice', async () => {
    const total = 120_000;
    const filler = 'x'.repeat(300);
    for (let from = 0; from < total; from += 4_000)
      await send(
        names[0]!,
        Array.from({ length: 4_000 }, (_, n) => ({ value: event('view', from + n, { filler }) })),
      );
    const out = newOut();
    let kills = 0;
    for (let left = 3; left > 0; left--) {
      const call = run(out);
      const file = join(out, 'export-progress.json');
      const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
      await Promise.race([
        call.ended,
        expect
          .poll(() => existsSync(file) && readFileSync(file, 'utf8') !== before, { timeout: 30_000, interval: 5 })
          .toBe(true),
      ]);
      kills += call.child.kill('SIGKILL') ? 1 : 0;
      await call.ended;
    }
    expect(kills).toBe(3);
    const stored = JSON.parse(readFileSync(join(out, 'export-progress.json'), 'utf8'));
    expect(stored.partitions.some(({ next }: { next: string }) => next !== '0')).toBe(true);
    const { code, stderr } = await run(out).ended;
    expect([code, stderr]).toEqual([0, expect.stringContaining('going on with an interrupted export')]);
    const users = linesOf(out, 'valid.ndjson').map((line) => (line.value as { user_id: number }).user_id);
    expect(users.length).toBe(total);
    expect(new Set(users).size).toBe(total);
  });

  it('takes a range of append times, and says what Kafka no longer holds', async () => {
    await send(
      names[2]!,
      [1, 2, 3].map((user) => ({ value: event('rating', user) })),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    const middle = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await send(
      names[2]!,
      [4, 5, 6].map((user) => ({ value: event('rating', user) })),
    );
    const usersOf = async (...args: string[]) => {
      const out = newOut();
      expect((await run(out, ...args).ended).code).toBe(0);
      return linesOf(out, 'valid.ndjson')
        .map((line) => (line.value as { user_id: number }).user_id)
        .sort();
    };
    expect(await usersOf('--to', middle)).toEqual([1, 2, 3]);
    expect(await usersOf('--from', middle)).toEqual([4, 5, 6]);
    expect(await usersOf('--from', '2999-01-01T00:00:00Z')).toEqual([]);
    const partitions = [{ partition: 0, offset: '1' }];
    // Asking for the offsets makes the client learn the leaders; a busy broker may still name none for a while.
    await withAdmin(kafka, (admin) =>
      eventually('the first record is gone', async () => {
        await admin.fetchTopicOffsets(names[2]!);
        await admin.deleteTopicRecords({ topic: names[2]!, partitions });
        return true;
      }),
    );
    const { stderr } = await run(newOut()).ended;
    expect(stderr).toContain('events_ratings/0: offsets 0 to 0 are no longer there');
    expect(stderr).toMatch(/Kafka holds records since 20/);
  });
});
