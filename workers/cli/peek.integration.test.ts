import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, jsonLines } from '@/e2e/support/call-cli';
import { topics } from '@/lib/contracts/topics';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createTopics } from '@/lib/kafka/topics-admin';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'peek-test', retries: 5 });
const directory = mkdtempSync(join(tmpdir(), 'streamscope-peek-'));
const topic = `peek-${randomBytes(4).toString('hex')}`;
const producer = kafka.producer();
const call = (...args: string[]) => callCli(directory, ['peek', topic, ...args], { KAFKA_BROKERS: brokers });
const groups = () => withAdmin(kafka, async (admin) => (await admin.listGroups()).groups.map(({ groupId }) => groupId));
const messages = Array.from({ length: 30 }, (_, index) => ({
  key: `k${index % 3}`,
  value: JSON.stringify({ index }),
  partition: index % 2,
}));
const indexes = (stdout: string): unknown[] =>
  jsonLines(stdout).map(({ value }) => (JSON.parse(String(value)) as { index: unknown }).index);

describe('streamscope peek', () => {
  beforeAll(async () => {
    await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.orders, name: topic, partitions: 2 }]));
    await producer.connect();
    // A send and a millisecond a record: append times then follow the indexes.
    for (const message of messages) {
      await producer.send({ topic, messages: [message] });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  });
  afterAll(async () => {
    await producer.disconnect();
    rmSync(directory, { recursive: true, force: true });
    await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
  });

  it('shows the newest records over all partitions, in the order of their times, and leaves no group', async () => {
    const before = await groups();
    const { code, stdout } = await call('--json', '--max-messages', '5').ended;
    expect(code).toBe(0);
    expect(indexes(stdout)).toEqual([25, 26, 27, 28, 29]);
    expect(jsonLines(stdout)[4]).toMatchObject({
      ...{ topic, partition: 1, offset: '14', key: 'k2', keyEncoding: 'utf8', headers: [] },
      ...{ timestampType: 'append', timestampMs: expect.any(Number), valueEncoding: 'utf8' },
    });
    expect(await groups()).toEqual(before);
  });

  it.each([
    [
      ['--from-beginning', '--partition', '0', '--max-messages', '3'],
      [0, 2, 4],
    ],
    [
      ['--partition', '1', '--offset', '12'],
      [25, 27, 29],
    ],
    [
      ['--key', 'k1', '--max-messages', '2'],
      [25, 28],
    ],
    [
      ['--key', 'k2', '--partition', '1', '--from-beginning'],
      [5, 11, 17, 23, 29],
    ],
    [['--key', 'nobody'], []],
    [['--partition', '0', '--offset', '15'], []],
  ])('finds what %j asks for', async (args, wanted) => {
    const { code, stdout } = await call('--json', ...args).ended;
    expect([code, indexes(stdout)]).toEqual([0, wanted]);
  });

  it('follows new records until it has as many as asked for', async () => {
    const { ended, written } = call('--json', '--follow', '--max-messages', '13');
    await expect.poll(() => jsonLines(written.stdout).length, { timeout: 20_000 }).toBe(10);
    for (const index of [100, 101, 102])
      await producer.send({ topic, messages: [{ value: JSON.stringify({ index }), partition: 1 }] });
    const { code, stdout } = await ended;
    expect([code, indexes(stdout).slice(-3)]).toEqual([0, [100, 101, 102]]);
  });

  it('ends at Ctrl-C and leaves nothing behind', async () => {
    const before = await groups();
    const { child, ended, written } = call('--follow', '--from-beginning');
    await expect.poll(() => written.stdout, { timeout: 20_000 }).toContain('"index": 102');
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
    expect(await groups()).toEqual(before);
  });

  it('shows binary as hex and passes no terminal escape through, not even in keys and headers', async () => {
    const attack = '\x1b[2J\x1b]0;owned\x07\u202edlrow\u2028';
    await producer.send({
      topic,
      messages: [
        {
          partition: 0,
          key: attack,
          value: JSON.stringify({ text: `${attack}\x9b31m` }),
          headers: { [attack]: attack },
        },
        { partition: 0, key: Buffer.from([0, 0, 0, 42]), value: Buffer.from([0xff, 0xfe, 0x1b, 0x5b]), headers: {} },
        { partition: 0, key: null, value: null, headers: {} },
      ],
    });
    const { stdout } = await call('--partition', '0', '--max-messages', '3').ended;
    expect(
      [...stdout].filter((character) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(character) && character !== '\n'),
    ).toEqual([]);
    expect(stdout).toContain('key     \\u{1b}[2J');
    expect(stdout).toMatch(/header {2}\\u\{1b\}\[2J.*: \\u\{1b\}/);
    expect(stdout).toContain('key     0x0000002a');
    expect(stdout).toContain('ff fe 1b 5b');
    expect(stdout).toMatch(/key {5}\(null\)\n {2}value {3}\(null\)/);
    const json = (await call('--partition', '0', '--max-messages', '3', '--json').ended).stdout;
    expect(
      [...json].filter((character) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(character) && character !== '\n'),
    ).toEqual([]);
    const [first, second, third] = jsonLines(json);
    expect(first).toMatchObject({ key: attack, headers: [{ name: attack, value: attack, encoding: 'utf8' }] });
    expect(JSON.parse(String(first!.value))).toEqual({ text: `${attack}\x9b31m` });
    expect(second).toMatchObject({ key: '0000002a', keyEncoding: 'hex', value: 'fffe1b5b', valueEncoding: 'hex' });
    expect(third).toMatchObject({ key: null, value: null, valueEncoding: null });
  });

  it('shows nothing of a transaction that was aborted, and looks behind it for the newest records', async () => {
    const transactional = kafka.producer({ transactionalId: topic, idempotent: true, maxInFlightRequests: 1 });
    await transactional.connect();
    const transaction = await transactional.transaction();
    const aborted = Array.from({ length: 40 }, () => ({ key: 'aborted', value: '{"index":"aborted"}', partition: 1 }));
    await transaction.send({ topic, messages: aborted });
    await transaction.abort();
    await transactional.disconnect();
    const { code, stdout } = await call('--json', '--partition', '1', '--max-messages', '2').ended;
    expect([code, indexes(stdout)]).toEqual([0, [101, 102]]);
    expect(indexes((await call('--json', '--key', 'aborted').ended).stdout)).toEqual([]);
  });

  it.each([
    [['--offset', '3'], 2, /--offset: each partition.*--partition/],
    [['--partition', '9'], 2, /--partition: 9 is not there.*0 to 1/],
    [['--partition', '0', '--offset', '4000'], 1, /--offset: partition 0 holds 0 to \d+, not 4000/],
    [['--partition', '0', '--offset', '3', '--from-beginning'], 2, /--offset and --from-beginning/],
  ])('refuses %j', async (args, wanted, said) => {
    const { code, stderr } = await call(...args).ended;
    expect([code, stderr]).toEqual([wanted, expect.stringMatching(said)]);
  });
});
