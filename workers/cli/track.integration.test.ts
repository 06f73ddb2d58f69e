import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, lastJson } from '@/e2e/support/call-cli';
import { topics } from '@/lib/contracts/topics';
import { createPlainProducer } from '@/lib/kafka/acknowledged-send';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createTopics, deleteTopics } from '@/lib/kafka/topics-admin';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'track-test', retries: 5 });
const directory = mkdtempSync(join(tmpdir(), 'streamscope-track-'));
const foreign = `track-${randomBytes(4).toString('hex')}`;
const ours = topics.events_clicks.name;
const group = () => `track-${randomBytes(4).toString('hex')}`;
const track = (topic: string, args: readonly string[]) =>
  callCli(directory, ['track', topic, '--bootstrap-servers', brokers, ...args]);

const click = (n: number, change: object = {}): string =>
  JSON.stringify({
    event_id: randomUUID(),
    event_type: 'click',
    event_ts: new Date().toISOString(),
    user_id: n,
    movie_id: 1 + n,
    session_id: randomUUID(),
    click_type: 'play',
    ...change,
  });

async function send(topic: string, values: readonly string[]): Promise<void> {
  const producer = createPlainProducer(kafka);
  await producer.connect();
  const messages = values.map((value, n) => ({ key: String(n), value, partition: n % 3 }));
  await producer.send({ topic, acks: -1, messages });
  await producer.disconnect();
}

/** What the group has committed, summed over the partitions. */
const committed = async (groupId: string, topic: string): Promise<number> => {
  const [found] = await withAdmin(kafka, (admin) => admin.fetchOffsets({ groupId, topics: [topic] }));
  return found!.partitions.reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
};
const remove = (names: readonly string[]) => withAdmin(kafka, (admin) => deleteTopics(admin, names));

describe('streamscope track', () => {
  beforeAll(async () => {
    await remove([ours]);
    await withAdmin(kafka, (admin) =>
      createTopics(admin, [topics.events_clicks, { ...topics.events_clicks, name: foreign }]),
    );
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await remove([ours, foreign]);
  });

  it('stopped and started, goes on at its committed offset: each record is read once', async () => {
    await send(
      foreign,
      Array.from({ length: 900 }, (_, n) => `value ${n}`),
    );
    const groupId = group();
    const base = ['--group', groupId, '--commit-every', '100', '--json'];
    const seen: string[] = [];
    for (const most of [250, 333]) {
      const { code, stdout } = await track(foreign, [...base, '--max-messages', String(most)]).ended;
      expect(code).toBe(0);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.at(-1)).toMatchObject({ processed: most, errors: 0, commits: Math.ceil(most / 100) });
      seen.push(...lines.slice(0, -1).map((line) => line.value));
      expect(await committed(groupId, foreign)).toBe(seen.length);
    }
    const rest = await track(foreign, [...base, '--idle-timeout', '1.5']).ended;
    const lines = rest.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ processed: 317, commits: 4 });
    seen.push(...lines.slice(0, -1).map((line) => line.value));
    expect(seen.sort()).toEqual(Array.from({ length: 900 }, (_, n) => `value ${n}`).sort());
  });

  it('reckons latency by the event, leaves wrong events to errors, and commits what it read when it is interrupted', async () => {
    const late = new Date(Date.now() - 60_000).toISOString();
    await send(ours, [
      ...Array.from({ length: 30 }, (_, n) => click(n, { event_ts: late })),
      ...[click(1, { click_type: 'swipe' }), 'no json', click(2, { event_ts: '2001-01-01T00:00:00Z' })],
    ]);
    const groupId = group();
    const call = track(ours, ['--group', groupId, '--commit-every', '1000000', '--quiet', '--json']);
    await expect.poll(() => call.written.stderr, { timeout: 20_000, interval: 50 }).toMatch(/processed 33/);
    expect(await committed(groupId, ours)).toBe(0);
    call.child.kill('SIGINT');
    const { code, stdout } = await call.ended;
    expect(code).toBe(0);
    const summary = lastJson(stdout);
    expect(summary).toMatchObject({ processed: 33, errors: 2, historic: 1, commits: 1, latency_from: 'event' });
    expect(summary.errors_by_code).toEqual({ NOT_JSON: 1, OUT_OF_RANGE: 1 });
    expect(summary.avg_end_to_end_latency_ms).toBeGreaterThan(60_000);
    expect(summary.avg_end_to_end_latency_ms).toBeLessThan(120_000);
    expect(await committed(groupId, ours)).toBe(33);
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('says of a foreign topic that latency is from the broker, prints events safely, and tells its figures', async () => {
    const { code, stdout, stderr } = await track(foreign, ['--group', group(), '--max-messages', '20']).ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`${foreign}/\\d @ \\d+ +\\d+ ms  \\d+  value \\d+`));
    expect(stdout).toMatch(/processed +20\nerrors +0\nthroughput_eps +[\d.]+\navg_end_to_end_latency_ms +[\d.]+\np95/);
    expect(stdout).toContain("latency_from               the broker's timestamp");
    expect(stderr).toContain('partitions 0, 1, 2');
    await send(foreign, ['plain words, then \u001b[31mred']);
    const shown = await track(foreign, ['--group', group(), '--idle-timeout', '1']).ended;
    expect(shown.stdout).not.toContain('\u001b[31m');
    expect(shown.stdout).toContain('plain words, then \\u{1b}[31mred');
  });

  it("refuses the product's own groups, a topic that is not there and a call without a group", async () => {
    const own = await track(foreign, ['--group', 'streamscope.aggregator']).ended;
    expect([own.code, own.stderr]).toEqual([2, expect.stringContaining('Name a group of your own')]);
    const missing = await track('no-such-topic', ['--group', 'x']).ended;
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('There is no topic no-such-topic')]);
    expect((await track(foreign, []).ended).code).toBe(2);
  });
});
