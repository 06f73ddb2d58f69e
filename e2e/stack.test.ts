import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import {
  cleanUp,
  cloneBelowClosedDirectory,
  newStackDirectory,
  processesOf,
  type RunningStack,
  readyLine,
  runStack,
} from './support/run-stack';
import { connectTestKafka, endOffsets } from './support/test-kafka';

const directories: string[] = [];
const newDirectory = (): string => {
  const directory = newStackDirectory();
  directories.push(directory);
  return directory;
};

afterEach(async () => {
  for (const directory of directories.splice(0)) await cleanUp(directory);
});

const pidOf = (stack: RunningStack, name: string): number =>
  stack.file().processes.find((process) => process.name === name)?.pid ?? 0;

/** Orders stored so far. */
async function storedOrders(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT coalesce(sum(valid), 0)::int AS orders FROM consumer_cursor WHERE topic = 'orders'",
    );
    return rows[0].orders;
  } finally {
    await client.end();
  }
}

describe('npm start', () => {
  it('keeps its processes running, refuses a second start, and stops without leaving one', async () => {
    const stack = runStack({ directory: newDirectory() });
    await stack.said(readyLine);
    const { databaseUrl, webUrl } = stack.file();
    await eventually('orders are stored', async () => (await storedOrders(databaseUrl)) > 0);

    const second = runStack({ directory: stack.directory });
    expect(await second.exit).toBe(2);
    expect(second.output()).toContain(`at ${webUrl}`);
    expect(second.output()).toContain(String(stack.process.pid));

    for (const name of ['aggregator', 'gateway']) {
      const victim = pidOf(stack, name);
      process.kill(victim, 'SIGKILL');
      const isBack = async () =>
        stack.file().processes.some((one) => one.name === name && one.pid !== victim && one.healthPort !== null);
      await eventually(`${name} is started again and works`, isBack, { withinMs: 30_000 });
      expect(stack.output()).toContain(`${name} (process ${victim}) was ended by SIGKILL`);
    }
    process.kill(pidOf(stack, 'aggregator'), 'SIGKILL');
    const before = await storedOrders(databaseUrl);
    const goesOn = async () => (await storedOrders(databaseUrl)) > before;
    await eventually('the dead worker is replaced in 3 s, times three', goesOn, { withinMs: 9_000 });

    const stopping = performance.now();
    stack.process.kill('SIGTERM');
    expect(await stack.exit).toBe(0);
    expect(performance.now() - stopping).toBeLessThan(3 * 10_000);
    expect(processesOf(stack.directory)).toEqual([]);
  });

  it('starts after its supervisor was killed, with everything that was stored', async () => {
    const directory = newDirectory();
    const killed = runStack({ directory });
    await killed.said(readyLine);
    const { databaseUrl, webUrl } = killed.file();
    await eventually('orders are stored', async () => (await storedOrders(databaseUrl)) > 50);
    const before = await storedOrders(databaseUrl);
    killed.process.kill('SIGKILL');
    await killed.exit;

    const next = runStack({ directory, arguments: ['--no-demo'] });
    await next.said(readyLine);
    expect(next.file().webUrl).toBe(webUrl);
    expect(next.file().brokers).toEqual(
      killed
        .output()
        .match(/Kafka .*?(127[\d.:]+)/)
        ?.slice(1),
    );
    expect(await storedOrders(next.file().databaseUrl)).toBeGreaterThanOrEqual(before);
    next.process.kill('SIGINT');
    expect(await next.exit).toBe(0);
    expect(processesOf(directory)).toEqual([]);
  });

  it('is ended at once by a second signal, and starts empty with --fresh, saying what goes', async () => {
    const directory = newDirectory();
    const stack = runStack({ directory });
    await stack.said(readyLine);
    await eventually('orders are stored', async () => (await storedOrders(stack.file().databaseUrl)) > 0);
    const stopped = pidOf(stack, 'aggregator');
    process.kill(stopped, 'SIGSTOP');
    stack.process.kill('SIGINT');
    await stack.said('SIGINT: stopping');
    // npm hands a signal on twice: only one that comes a second later is another.
    stack.process.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(stack.output()).not.toContain('ending at once');
    const forcedMs = performance.now();
    stack.process.kill('SIGINT');
    expect(await stack.exit).toBe(130);
    expect(performance.now() - forcedMs).toBeLessThan(3_000);
    expect(stack.output()).toContain('ending at once');
    expect(stack.output()).not.toContain('all stopped');
    expect(processesOf(directory)).toEqual([]);

    const fresh = runStack({ directory, arguments: ['--fresh', '--no-demo'] });
    await fresh.said('--fresh: everything stored is removed: ');
    for (const goes of ['one-broker', 'outbox']) expect(fresh.output()).toContain(join(directory, goes));
    await fresh.said(readyLine);
    const { databaseUrl, brokers } = fresh.file();
    expect(await storedOrders(databaseUrl)).toBe(0);
    const kafka = await connectTestKafka(brokers);
    const ends = await endOffsets(kafka.admin);
    await kafka.close();
    expect([...ends.values()]).toEqual([0n, 0n, 0n, 0n, 0n, 0n]);
    fresh.process.kill('SIGTERM');
    expect(await fresh.exit).toBe(0);
  });

  it('ends with the reason of a process that never works', async () => {
    const stack = runStack({ directory: newDirectory(), environment: { FLUSH_INTERVAL_MS: 'soon' } });
    expect(await stack.exit).toBe(1);
    expect(stack.output()).toContain('aggregator ended with');
    expect(stack.output()).toContain('FLUSH_INTERVAL_MS: "soon" is not');
    expect(processesOf(stack.directory)).toEqual([]);
  });

  it('names the address and the variable of a server that cannot be reached', async () => {
    const stack = runStack({ directory: newDirectory(), environment: { KAFKA_BROKERS: '127.0.0.1:1' } });
    expect(await stack.exit).toBe(1);
    expect(stack.output()).toContain('KAFKA_BROKERS names 127.0.0.1:1 (ECONNREFUSED)');
    const database = runStack({
      directory: newDirectory(),
      environment: { DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/x' },
    });
    expect(await database.exit).toBe(1);
    expect(database.output()).toContain('DATABASE_URL names 127.0.0.1:1 (ECONNREFUSED)');
    expect(database.output()).not.toContain('hunter2');
  });

  it('refuses an older Node before anything is installed', async () => {
    const fake = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.1' } })";
    const directory = newDirectory();
    const stack = runStack({
      directory,
      nodeArguments: ['--import', `data:text/javascript,${encodeURIComponent(fake)}`],
    });
    expect(await stack.exit).toBe(1);
    expect(stack.output()).toMatch(/needs Node \^20\.19.*found 18\.19\.1/);
    expect(stack.output()).not.toContain('packages');
  });

  it.each([
    [['--orders-per-second', 'many'], '--orders-per-second: give a whole number'],
    [['--brokers', '2'], '--brokers: give 1 or 3'],
    [['--no-demo', '--all-streams'], '--all-streams: says to produce, --no-demo not to'],
    [['--demo'], '--demo'],
  ])('refuses %j with the option and the remedy', async (args, message) => {
    const stack = runStack({ directory: newDirectory(), arguments: args });
    expect(await stack.exit).toBe(2);
    expect(stack.output()).toContain(message);
  });
});

describe.runIf(process.getuid?.() === 0)('npm start as root in a clone below a directory of mode 0700', () => {
  it('keeps PostgreSQL where user postgres can walk, says so, and stops while it is still starting', async () => {
    const clone = cloneBelowClosedDirectory();
    directories.push(dirname(clone));
    const stack = runStack({ root: clone, directory: join(clone, '.streamscope'), arguments: ['--no-demo'] });
    await stack.said('✓ migrations');
    expect(stack.output()).toMatch(
      /cannot walk to .*: PostgreSQL's programs and data are kept in \/var\/lib\/streamscope\//,
    );
    await stack.said('✓ topics');
    stack.process.kill('SIGTERM');
    expect(await stack.exit).toBe(0);
    expect(processesOf(clone)).toEqual([]);
  });
});
