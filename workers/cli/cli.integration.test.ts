import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, lastJson } from '@/e2e/support/call-cli';
import { topics } from '@/lib/contracts/topics';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createTopics } from '@/lib/kafka/topics-admin';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'cli-test', retries: 5 });
const topic = `cli-${randomBytes(4).toString('hex')}`;
const directory = mkdtempSync(join(tmpdir(), 'streamscope-cli-'));

const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  callCli(directory, args, environment).ended;

describe('the command streamscope', () => {
  beforeAll(() => withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.orders, name: topic }])));
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
  });

  it.each([[[]], [['topics', 'create']], [['produce', 'orders']]])('explains itself: %j --help', async (command) => {
    const { code, stdout } = await run([...command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: streamscope ${command.join(' ')}`.trim());
    expect(stdout).toMatch(/--help/);
  });

  it.each([
    [[], /Usage: streamscope/],
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['env', '--jsno'], /unknown option '--jsno'.*\n?.*--json/],
    [['topics', 'describe'], /missing required argument 'name'/],
    [['produce', 'orders', '--events-per-second', 'fast'], /--events-per-second.*'fast'.*number from 0 to 1000000/],
    [['produce', 'orders', '--count', '1.5'], /--max-events.*'1\.5'.*whole number from 1/],
    [['produce', 'orders', '--now', '22.11.2026'], /--now.*ISO 8601.*2026-11-22T12:00:00Z/],
    [['topics', 'list', '--bootstrap-servers', 'nowhere'], /--bootstrap-servers: "nowhere".*host:9092/],
  ])('calls %j wrong usage, names what is wrong and the remedy', async (args, said) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(stdout).toBe('');
  });

  it('says what to do when there is no Kafka to talk to, and which address does not answer', async () => {
    const none = await run(['topics', 'list']);
    expect(none.code).toBe(1);
    expect(none.stderr).toMatch(/npm start.*--bootstrap-servers.*KAFKA_BROKERS/s);
    const dead = await run(['topics', 'list'], { KAFKA_BROKERS: '127.0.0.1:1' });
    expect(dead.code).toBe(1);
    expect(dead.stderr).toMatch(/127\.0\.0\.1:1 \(from KAFKA_BROKERS\) does not answer/);
    const wrong = await run(['env'], { KAFKA_BROKERS: 'nonsense' });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('KAFKA_BROKERS: "nonsense"')]);
  });

  it('prints what runs, and fails when nothing does any more', async () => {
    const nothing = await run(['env', '--json']);
    expect([nothing.code, nothing.stdout]).toEqual([1, '']);
    expect(nothing.stderr).toMatch(/npm start/);
    const addresses = {
      brokers: brokers.split(','),
      databaseUrl: 'postgresql://127.0.0.1:1/none',
      webUrl: 'http://127.0.0.1:2',
      gatewayUrl: 'http://127.0.0.1:3',
      dataDirectory: directory,
    };
    const file = { ...addresses, pid: process.pid, startedAt: '2026-11-22T12:00:00Z', processes: [] };
    writeFileSync(join(directory, 'stack.json'), JSON.stringify(file));
    const running = await run(['env', '--json']);
    expect([running.code, JSON.parse(running.stdout)]).toEqual([0, addresses]);
    expect((await run(['topics', 'list'])).stdout).toContain(`\n${topic} `);
    const gone = callCli(directory, ['--version']).child;
    await once(gone, 'close');
    writeFileSync(join(directory, 'stack.json'), JSON.stringify({ ...file, pid: gone.pid }));
    expect((await run(['env'])).code).toBe(1);
    rmSync(join(directory, 'stack.json'));
  });

  it('creates topics once, lists and describes them', async () => {
    const environment = { KAFKA_BROKERS: brokers };
    await run(['topics', 'create'], environment);
    const again = await run(['topics', 'create', '--json'], environment);
    expect(again.code).toBe(0);
    expect(lastJson(again.stdout)).toEqual({
      topics: Object.keys(topics).map((name) => ({ name, created: false, differences: [] })),
    });
    const listed = await run(['topics', 'list', '--json'], environment);
    const names = (lastJson(listed.stdout).topics as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(topics), topic]));
    const described = await run(['topics', 'describe', 'metrics'], environment);
    expect(described.stdout).toMatch(/metrics: 1 partition.*message\.timestamp\.type = LogAppendTime.*leader/s);
    const absent = await run(['topics', 'describe', 'absent'], environment);
    expect([absent.code, absent.stderr]).toEqual([1, expect.stringMatching(/no topic absent.*topics list/)]);
  });
});
