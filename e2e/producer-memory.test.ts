import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { callCli, lastJson } from './support/call-cli';
import { connectTestKafka, recreateTopics } from './support/test-kafka';

const ratings = process.env.SOAK === '1' ? 2_000_000 : 200_000;
/** By then the heap has its size. */
const settledAt = Math.max(ratings * 0.1, 100_000);
const mostGrowthBytes = 50 * 1_048_576;
const brokers = (process.env.FAULTS_KAFKA_BROKERS ?? '').split(',');

/** Resident memory of a process in bytes, null when it has ended; Linux. */
function residentBytes(pid: number): number | null {
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) * 1_024;
  } catch {
    return null;
  }
}

describe.runIf(process.platform === 'linux')('a producer that makes events faster than Kafka takes them', () => {
  const directory = mkdtempSync(join(tmpdir(), 'streamscope-memory-'));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it(`grows by at most 50 MiB between ${settledAt} and ${ratings} ratings`, { timeout: 1_200_000 }, async () => {
    const kafka = await connectTestKafka(brokers);
    await recreateTopics(kafka.admin, ['ratings']);
    const sent = async (): Promise<number> => {
      const ends = await kafka.admin.fetchTopicOffsets('ratings');
      return ends.reduce((total, { high }) => total + Number(high), 0);
    };
    const flags = ['--events-per-second', '0', '--count', String(ratings), '--json'];
    const { child, ended } = callCli(directory, [
      'produce',
      'ratings',
      '--bootstrap-servers',
      brokers.join(),
      ...flags,
    ]);
    const seen: { readonly sent: number; readonly bytes: number }[] = [];
    const look = async (): Promise<void> => {
      const count = await sent();
      const bytes = residentBytes(child.pid!);
      if (bytes !== null) seen.push({ sent: count, bytes });
    };
    const watching = setInterval(() => void look(), 200);
    const { code, stdout } = await ended;
    clearInterval(watching);
    await kafka.close();
    const after = seen.filter(({ sent: count }) => count >= settledAt);
    const base = after[0]?.bytes ?? Number.NaN;
    const most = Math.max(...after.map(({ bytes }) => bytes));
    const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(0);
    console.log(
      `${ratings} ratings at ${Math.round(lastJson(stdout).throughput_eps as number)}/s: ` +
        `${mebibytes(base)} MiB at ${settledAt}, at most ${mebibytes(most)} MiB after it, ${after.length} looks`,
    );
    expect(code).toBe(0);
    expect(lastJson(stdout)).toMatchObject({ sent_ok: ratings, sent_error: 0 });
    expect(after.length).toBeGreaterThan(5);
    expect(most - base).toBeLessThanOrEqual(mostGrowthBytes);
  });
});
