import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, lastJson } from '@/e2e/support/call-cli';
import { eventually } from '@/e2e/support/eventually';
import { topics } from '@/lib/contracts/topics';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { type LoggedRecord, readWholeTopic } from '@/lib/kafka/read-whole-topic';
import { createTopics, describeTopic } from '@/lib/kafka/topics-admin';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'produce-test', retries: 5 });
const topic = `produce-${randomBytes(4).toString('hex')}`;
const directory = mkdtempSync(join(tmpdir(), 'streamscope-produce-'));
const fast = ['--events-per-second', '0', '--json'];

/** `streamscope produce ...` to the topic of this test, with outboxes of its own. */
const call = (args: readonly string[], home = directory) =>
  callCli(home, ['produce', ...args, '--bootstrap-servers', brokers, '--topic', topic]);
const produce = async (args: readonly string[], home = directory): Promise<Record<string, unknown>> => {
  const { code, stdout, stderr } = await call([...args, ...fast], home).ended;
  expect([code, stderr.includes('error')]).toEqual([0, false]);
  return lastJson(stdout);
};

async function recordsIn(name: string): Promise<number> {
  const described = await withAdmin(kafka, (admin) => describeTopic(admin, name));
  return Number(described!.partitions.reduce((total, { lowOffset, highOffset }) => total + highOffset - lowOffset, 0n));
}
/** What was sent since `before` stood in the topic, in the order of the log per partition. */
async function since(before: readonly LoggedRecord[]): Promise<LoggedRecord[]> {
  const known = new Set(before.map(({ producerId, partition, sequence }) => `${producerId}/${partition}/${sequence}`));
  const all = await readWholeTopic(kafka, topic);
  return all.filter(({ producerId, partition, sequence }) => !known.has(`${producerId}/${partition}/${sequence}`));
}
/** In the order of each partition. */
const contents = (records: readonly LoggedRecord[]) =>
  records.map(({ key, value, partition }) => [partition, key, value] as const).sort((a, b) => a[0] - b[0]);

describe('streamscope produce', () => {
  beforeAll(async () => {
    await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.orders, name: topic }]));
    await eventually('the topic is there', () => readWholeTopic(kafka, topic));
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
  });

  it('produces as many orders as asked for and sums up as JSON on the last line', async () => {
    const before = await recordsIn(topic);
    const summary = await produce(['orders', '--max-events', '3000']);
    expect(summary).toMatchObject({ sent_ok: 3_000, sent_error: 0, kept_in_outbox: 0, leftovers_sent: 0, topic });
    for (const figure of ['throughput_eps', 'avg_ack_ms', 'ack_p95_ms'])
      expect(summary[figure]).toEqual(expect.any(Number));
    expect((await recordsIn(topic)) - before).toBe(3_000);
  });

  it.each([
    ['orders'],
    ['invalid-orders', '--invalid-mode', 'missing-price'],
    ['ratings', '--users', '50'],
    ['engagement', '--mix', '1,1,1'],
    ['movie-events', '--users', '20'],
  ])('makes the same events again from the same seed and time: %s %s %s', async (...producer) => {
    const args = [...producer, '--seed', 'again', '--now', '2026-11-22T12:00:00Z', '--count', '60'];
    const before = await readWholeTopic(kafka, topic);
    const homes = ['one', 'two'].map((name) => join(directory, name));
    const runs: LoggedRecord[][] = [];
    for (const home of homes) {
      const { producer_id: id } = await produce(args.concat('--directory', home));
      runs.push((await since(before)).filter(({ producerId }) => producerId === id));
    }
    expect(runs[0]).toHaveLength(60);
    expect(contents(runs[1]!)).toEqual(contents(runs[0]!));
    expect(runs[0]!.every(({ headers }) => headers.get('produced-at-ms') === `${Date.UTC(2026, 10, 22, 12)}`)).toBe(
      true,
    );
  });

  it('makes a batch of 100 views, clicks and ratings unless told otherwise, and counts them by kind', async () => {
    const batch = await callCli(directory, [
      ...['produce', 'engagement', '--bootstrap-servers', brokers, '--topic', topic, '--json'],
    ]).ended;
    const { events, sent_ok: sent } = lastJson(batch.stdout) as { events: Record<string, number>; sent_ok: number };
    expect(sent).toBe(100);
    expect(Object.keys(events).sort()).toEqual(['events_clicks', 'events_ratings', 'events_views']);
    expect(events.events_views!).toBeGreaterThan(events.events_clicks!);
    const stream = call(['engagement', '--mode', 'stream', '--duration', '3', '--json']);
    const summary = lastJson((await stream.ended).stdout);
    expect(Math.abs((summary.sent_ok as number) - 30)).toBeLessThanOrEqual(1);
  });

  it('goes on with the random sequence of the ratings where a run stopped, also where it was killed', async () => {
    const before = await readWholeTopic(kafka, topic);
    const common = ['ratings', '--now', '2026-11-22T12:00:00Z'];
    const [whole, parted] = [join(directory, 'whole'), join(directory, 'parted')];
    await produce([...common, '--seed', 's', '--count', '4000', '--directory', whole]);
    const reference = await since(before);
    const beforeParts = [...before, ...reference];
    const killed = call([...common, '--seed', 's', '--events-per-second', '100', '--directory', parted]);
    await expect.poll(() => since(beforeParts).then((own) => own.length), { timeout: 30_000 }).toBeGreaterThan(60);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await produce([...common, '--resume', '--count', '5', '--directory', parted]);
    const { seed } = await produce([...common, '--resume', '--count', '40', '--directory', parted]);
    expect(seed).toBe('s');
    const numbered = new Map(
      (await since(beforeParts)).map((one) => [`${one.partition}/${one.sequence}`, one] as const),
    );
    expect(numbered.size).toBeGreaterThan(100);
    const valuesOf = (records: Iterable<LoggedRecord>, partition: number): string[] =>
      [...records].filter((record) => record.partition === partition).map((record) => record.value);
    for (let partition = 0; partition < topics.orders.partitions; partition++) {
      const own = valuesOf(numbered.values(), partition);
      expect(own).toEqual(valuesOf(reference, partition).slice(0, own.length));
    }
    const none = await call([...common, '--resume', '--directory', join(directory, 'empty')]).ended;
    expect([none.code, none.stderr]).toEqual([
      1,
      expect.stringMatching(/--resume: no run of ratings has left its state/),
    ]);
  }, 120_000);

  it('prints what a user of the model likes', async () => {
    const { code, stdout } = await callCli(directory, [
      'produce',
      'ratings',
      '--show-user',
      '42',
      '--seed',
      's',
      '--json',
    ]).ended;
    const { genres } = lastJson(stdout) as { genres: { genre: string; weight: number }[] };
    expect([code, genres.length]).toEqual([0, 3]);
    expect(genres.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 9);
  });

  it('flushes and sums up at Ctrl-C', async () => {
    const before = await recordsIn(topic);
    const { child, ended } = call(['orders', '--events-per-second', '200']);
    await expect.poll(() => recordsIn(topic), { timeout: 20_000 }).toBeGreaterThan(before + 100);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).toContain('waiting for acknowledgements');
    const sentOk = Number(/sent_ok +(\d+)/.exec(stdout)![1]!);
    expect((await recordsIn(topic)) - before).toBe(sentOk);
  });

  it.each([
    [['engagement', '--mode', 'burst'], /--mode.*'burst'.*batch or stream/],
    [['engagement', '--mix', '0,1,1'], /--mix.*three weights like 60,30,10/],
    [['invalid-orders', '--invalid-mode', 'rude'], /--invalid-mode.*'rude'.*one of random, missing-price/],
    [['ratings', '--top-k', '9', '--genres', '3'], /--top-k: cannot be more than --genres/],
    [['ratings', '--show-user', '3'], /--show-user: goes with --seed/],
    [['ratings', '--resume', '--no-outbox'], /--resume: goes with an outbox/],
  ])('calls %j wrong usage, names what is wrong and the remedy', async (args, said) => {
    const { code, stdout, stderr } = await call(args).ended;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
  });

  it('does not produce to a topic that is not there', async () => {
    const args = ['produce', 'orders', '--topic', 'absent', '--bootstrap-servers', brokers];
    const { code, stderr } = await callCli(directory, args).ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/--topic: there is no topic absent.*topics create/)]);
  });
});
