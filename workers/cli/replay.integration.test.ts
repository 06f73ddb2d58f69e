import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, lastJson } from '@/e2e/support/call-cli';
import { topics } from '@/lib/contracts/topics';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { openTopicReader, type ReadRecord } from '@/lib/kafka/topic-reader';
import { createTopics, deleteTopics } from '@/lib/kafka/topics-admin';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'replay-test', retries: 5 });
const directory = mkdtempSync(join(tmpdir(), 'streamscope-replay-'));
const made: string[] = [];

async function newTopic(partitions = 3): Promise<string> {
  const name = `replay-${randomBytes(4).toString('hex')}`;
  made.push(name);
  await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.orders, name, partitions }]));
  return name;
}
const replay = (lines: readonly (string | object)[], args: readonly string[]) => {
  const file = join(directory, `${randomBytes(4).toString('hex')}.ndjson`);
  writeFileSync(file, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  return callCli(directory, ['replay', file, '--bootstrap-servers', brokers, ...args]);
};

async function readAll(topic: string): Promise<ReadRecord[]> {
  const reader = await openTopicReader({ brokers: brokers.split(','), clientId: 'replay-test', topic, retries: 3 });
  const ranges = await reader.ranges();
  for (const [partition, { low }] of ranges) reader.positions.set(partition, low);
  const records: ReadRecord[] = [];
  const isOpen = () => [...ranges].some(([partition, { end }]) => reader.positions.get(partition)! < end);
  while (isOpen()) records.push(...(await reader.poll(200)).records);
  await reader.close();
  return records;
}

describe('streamscope replay', () => {
  beforeAll(() => expect(brokers).not.toBe(''));
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await withAdmin(kafka, (admin) => deleteTopics(admin, made));
  });

  it('sends values, keys and headers as they stand, in order, and names each broken line', async () => {
    const topic = await newTopic(1);
    const { code, stdout, stderr } = await replay(
      [
        { value: { a: 'ż' }, key: 'k', headers: { source: 'file', 'producer-seq': 'mine' } },
        '{"value": ',
        { value: 'text', timestamp: 'soon' },
        '',
        { value: null, key: 'k' },
        { value: 'ff00', valueEncoding: 'hex' },
      ],
      ['--topic', topic, '--json'],
    ).ended;
    expect(code).toBe(0);
    expect(lastJson(stdout)).toMatchObject({
      sent_ok: 3,
      sent_error: 0,
      lines: 5,
      broken_lines: 2,
      acknowledged_line: 6,
    });
    expect(stderr).toContain('line 2 is not valid JSON: left out');
    expect(stderr).toContain('line 3 has a timestamp');
    const records = await readAll(topic);
    expect(records.map(({ key, value }) => [key?.toString() ?? null, value])).toEqual([
      ['k', Buffer.from('{"a":"ż"}')],
      ['k', null],
      [null, Buffer.from([255, 0])],
    ]);
    const headers = new Map(records[0]!.headers.map(([name, value]) => [name, value?.toString()]));
    expect([headers.get('source'), headers.get('producer-seq')]).toEqual(['file', '1']);
  });

  it('stops at the first broken line with --strict, tells how far it came, and goes on from a line', async () => {
    const topic = await newTopic();
    const lines = Array.from({ length: 50 }, (_, n) => (n === 29 ? '[]' : { value: n, key: n % 7 }));
    const strict = await replay(lines, ['--topic', topic, '--events-per-second', '0', '--strict', '--json']).ended;
    expect(strict.code).toBe(1);
    expect(lastJson(strict.stdout)).toMatchObject({ sent_ok: 29, broken_lines: 1, acknowledged_line: 29 });
    expect(strict.stderr).toContain('line 30 is not an object with a value: stopping');
    expect((await replay(lines, ['--topic', topic, '--from-line', '31']).ended).code).toBe(0);
    const values = (await readAll(topic)).map(({ value }) => Number(value));
    expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n).filter((n) => n !== 29));
  });

  it('interrupted, waits for acknowledgements and tells from which line another call goes on', async () => {
    const topic = await newTopic();
    const startMs = Date.parse('2026-11-22T12:00:00Z');
    const lines = [0, 1, 90_000].map((ms) => ({ value: ms, timestamp: startMs + ms }));
    const call = replay(lines, ['--topic', topic]);
    await expect.poll(async () => (await readAll(topic)).length, { timeout: 20_000 }).toBe(2);
    call.child.kill('SIGINT');
    const { code, stdout } = await call.ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/sent_ok +2\nsent_error +0/);
    expect(stdout).toContain('all up to line 2; --from-line 3 goes on there');
  });

  it.each(['track', 'replay', 'export'])('%s explains itself', async (command) => {
    const { code, stdout } = await callCli(directory, [command, '--help']).ended;
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Usage: streamscope ${command} [options] <`)]);
    expect(stdout).toContain('--json');
  });

  it('keeps the pace of the timestamps, faster by the speed, or a rate', async () => {
    const topic = await newTopic();
    const startMs = Date.parse('2026-11-22T12:00:00Z');
    const lines = Array.from({ length: 21 }, (_, n) => ({
      value: n,
      timestamp: new Date(startMs + n * 1_000).toISOString(),
    }));
    const durationOf = async (...args: string[]) => {
      const { stdout } = await replay(lines, ['--topic', topic, '--json', ...args]).ended;
      return Number(lastJson(stdout).duration_s);
    };
    const own = await durationOf('--speed', '10x');
    expect(own).toBeGreaterThanOrEqual(2);
    expect(own).toBeLessThan(10);
    const rate = await durationOf('--events-per-second', '20');
    expect(rate).toBeGreaterThanOrEqual(1);
    expect(rate).toBeLessThan(10);
    const { code, stderr } = await replay(lines, ['--topic', topic, '--speed', '2', '--events-per-second', '5']).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be used with option')]);
  });
});
