import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, jsonLines, lastJson } from '@/e2e/support/call-cli';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createTopics, describeTopic } from '@/lib/kafka/topics-admin';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'hello-test', retries: 5 });
const directory = mkdtempSync(join(tmpdir(), 'streamscope-hello-'));
const group = `hello-${randomBytes(4).toString('hex')}`;
const environment = { KAFKA_BROKERS: brokers };
const run = (...args: string[]) => callCli(directory, args, environment).ended;
const consume = (...flags: string[]) => run('hello', 'consume', '--group-id', group, ...flags);

const ends = () => withAdmin(kafka, async (admin) => (await describeTopic(admin, 'ratings'))!.partitions);

/** Puts the group behind what other tests have left on the topic. */
const skipTheRest = () => run('groups', 'reset-offsets', group, '--topic', 'ratings', '--to', 'latest', '--execute');

beforeAll(() => withAdmin(kafka, (admin) => createTopics(admin)));
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await withAdmin(kafka, (admin) => admin.deleteGroups([group])).catch(() => undefined);
});

describe('streamscope hello', () => {
  it('sends ratings, tells partition and offset of each, and reads exactly those back', async () => {
    await skipTheRest();
    const before = await ends();
    const sent = await run('hello', 'produce', '--count', '12', '--seed', 'hello', '--json');
    expect([sent.code, sent.stderr]).toEqual([0, '']);
    const summary = lastJson(sent.stdout);
    expect(summary).toMatchObject({ topic: 'ratings', sent_ok: 12, sent_error: 0, success_rate: 1 });
    const records = summary.records as { partition: number; offset: string; value: string }[];
    for (const { partition, highOffset } of before) {
      const own = records.filter((record) => record.partition === partition).map(({ offset }) => BigInt(offset));
      expect(own).toEqual(own.map((_, index) => highOffset + BigInt(index)));
    }
    const read = await consume('--max-messages', '12', '--json');
    expect([read.code, read.stderr]).toEqual([0, '']);
    const lines = jsonLines(read.stdout);
    const places = (all: readonly Record<string, unknown>[]) =>
      all.map(({ partition, offset, value }) => `${partition} ${offset} ${value}`).sort();
    expect(places(lines.slice(0, -1))).toEqual(places(records));
    expect(lines.at(-1)).toMatchObject({ consumed: 12, valid: 12, invalid: 0, success_rate: 1, reasons: {} });
    const bars = lines.at(-1)!.ratings as Record<string, number>;
    const counted = Object.fromEntries(
      Object.keys(bars).map((value) => [
        value,
        records.filter((record) => JSON.parse(record.value).rating === Number(value)).length,
      ]),
    );
    expect(bars).toEqual(counted);
  });

  it('goes on where it was committed, tells valid from invalid with the reason, and draws a bar a rating', async () => {
    const producer = kafka.producer();
    await producer.connect();
    const timestamp = Date.now();
    const values = [
      JSON.stringify({ userId: 1, movieId: 1, rating: 4.5, timestamp }),
      JSON.stringify({ userId: 1, movieId: 1, rating: 7, timestamp }),
      JSON.stringify({ userId: 1, movieId: 1, timestamp }),
      '{"userId":\x1b[31m',
    ];
    await producer.send({ topic: 'ratings', messages: values.map((value) => ({ key: '1', value })) });
    await producer.disconnect();
    const { code, stdout } = await consume('--max-messages', '4');
    expect(code).toBe(0);
    expect(stdout).toMatch(/consumed +4\nvalid +1\ninvalid +3\nsuccess_rate +25\.0 %/);
    for (const reason of [/OUT_OF_RANGE {2}1 {2}.*rating/, /MISSING_FIELD {2}1 {2}.*rating/, /NOT_JSON {2}1/])
      expect(stdout).toMatch(reason);
    expect(stdout).toMatch(/^4\.5 {2}█{40} {2}1 {2}100\.0 %$/m);
    expect(stdout.match(/^\d\.\d {2}/gm)).toHaveLength(10);
    expect(stdout).not.toContain('\x1b');
  });

  it('ends with a hint when nothing comes', async () => {
    const { code, stdout, stderr } = await consume('--idle-timeout', '1');
    expect([code, stdout]).toEqual([1, expect.stringMatching(/consumed +0/)]);
    expect(stderr).toMatch(/No message for 1 s.*hello produce.*--to earliest/);
  });

  it.each([
    [['hello', 'produce', '--count', '0'], 2, /--count.*whole number from 1/],
    [['hello', 'produce', '--topic', 'absent'], 1, /There is no topic absent/],
    [['hello', 'consume', '--topic', 'foreign'], 2, /--topic: foreign is none of ours.*peek foreign/],
    [['hello', 'consume', '--group-id', 'streamscope.aggregator'], 2, /--group-id: .* group of our aggregators/],
  ])('refuses %j', async (args, wanted, said) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([wanted, expect.stringMatching(said)]);
  });
});

describe('streamscope verify', () => {
  const page = createServer((request, response) => {
    if (request.url === '/') response.end('<title>Streamscope</title>');
    else response.writeHead(503).end(JSON.stringify({ reasons: ['Gateway: does not answer'] }));
  });
  beforeAll(() => new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve)));
  afterAll(() => page.close());

  it('checks Kafka’s side without workers, and hints at what to do where a step does not hold', async () => {
    const webUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    const databaseUrl = 'postgresql://127.0.0.1:1/none';
    const args = ['verify', '--within', '10', '--web-url', webUrl];
    const { ended } = callCli(directory, [...args, '--json'], { ...environment, DATABASE_URL: databaseUrl });
    const { code, stdout } = await ended;
    const { ok, steps } = lastJson(stdout) as { ok: boolean; steps: { step: string; ok: boolean; hint: string }[] };
    expect([code, ok]).toEqual([1, false]);
    expect(steps.map((one) => [one.step, one.ok])).toEqual([
      ...['broker', 'topics', 'produce', 'consume', 'offsets'].map((step) => [step, true]),
      ['aggregates', false],
      ['dashboard', false],
    ]);
    expect(steps[5]).toMatchObject({
      detail: expect.stringContaining('database'),
      hint: expect.stringContaining('DATABASE_URL'),
    });
    expect(steps[6]).toMatchObject({ detail: expect.stringContaining('Gateway: does not answer') });
    const groups = await withAdmin(kafka, async (admin) => (await admin.listGroups()).groups);
    expect(groups.filter(({ groupId }) => groupId.startsWith('streamscope.verify.'))).toEqual([]);
  });

  it('marks what was not tried because the broker does not answer', async () => {
    const { code, stdout } = await callCli(directory, ['verify'], { KAFKA_BROKERS: '127.0.0.1:1' }).ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^✗ broker .*127\.0\.0\.1:1 \(from KAFKA_BROKERS\) does not answer.*\n +Start one with `npm start`/,
    );
    expect(stdout).toMatch(/- consume +not tried[\s\S]*✗ dashboard +no stack runs here/);
  });
});
