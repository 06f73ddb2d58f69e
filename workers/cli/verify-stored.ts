import { setTimeout as sleep } from 'node:timers/promises';
import { createPool } from '@/lib/db/pool';
import { readTopicTotals, type TopicTotals } from '@/lib/db/read-topic-totals';
import type { PlacedRecord } from '@/lib/kafka/placed-send';
import { StepFailed } from './checked-steps';

const pauseMs = 200;
const pageWithinMs = 10_000;

const startHint = 'Start the workers with `npm start`, or look at them with `streamscope status`.';

/** What is stored of a topic; null when nothing ever was. Throws when the database does not answer. */
export async function readStored(databaseUrl: string, topic: string): Promise<TopicTotals | null> {
  const pool = createPool({ databaseUrl, applicationName: 'streamscope verify', max: 1 });
  try {
    return (await readTopicTotals(pool)).find((totals) => totals.topic === topic) ?? null;
  } catch (error) {
    throw new StepFailed(
      `the database does not answer as it should: ${(error as Error).message}`,
      'Check DATABASE_URL; the schema is made by `npm start`.',
    );
  } finally {
    await pool.end();
  }
}

/** Waits until the cursors have passed every record, and the counts have grown by them. */
export async function checkAggregates(
  databaseUrl: string,
  topic: string,
  before: TopicTotals | null,
  placed: readonly PlacedRecord[],
  withinMs: number,
): Promise<{ result: true; detail: string }> {
  const startMs = performance.now();
  for (;;) {
    const now = await readStored(databaseUrl, topic);
    if (now !== null && now.halted.length > 0)
      throw new StepFailed(
        now.halted.map(({ partition, reason }) => `partition ${partition} is halted: ${reason}`).join('; '),
        'Empty both sides with `streamscope reset`, or follow the reason.',
      );
    const behind = placed.filter(({ partition, offset }) => (now?.nextOffsets.get(partition) ?? 0n) <= offset);
    const seconds = (performance.now() - startMs) / 1_000;
    if (behind.length === 0 && now !== null) {
      const grown = now.valid - (before?.valid ?? 0n);
      if (grown < BigInt(placed.length))
        throw new StepFailed(
          `the cursors passed ${placed.length} records, but only ${grown} more count as valid`,
          'Look at the dead letters and at `streamscope status`.',
        );
      return { result: true, detail: `${placed.length} counted as valid, exactly once, after ${seconds.toFixed(1)} s` };
    }
    if (seconds * 1_000 > withinMs)
      throw new StepFailed(
        now === null
          ? `nothing of ${topic} was ever stored`
          : `${behind.length} of ${placed.length} not stored after ${withinMs / 1_000} s`,
        startHint,
      );
    await sleep(pauseMs);
  }
}

async function ask(url: string): Promise<{ ok: boolean; status: number; text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(pageWithinMs) });
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (error) {
    throw new StepFailed(`${url} does not answer: ${(error as Error).message}`, startHint);
  }
}

/** The page is served, and everything behind it says that it works. */
export async function checkDashboard(webUrl: string): Promise<{ result: true; detail: string }> {
  const page = await ask(`${webUrl}/`);
  if (!page.ok || !page.text.includes('Streamscope'))
    throw new StepFailed(`${webUrl}/ answers ${page.status}${page.ok ? ' with another page' : ''}`, startHint);
  const health = await ask(`${webUrl}/api/health`);
  if (!health.ok) {
    const { reasons = [] } = (JSON.parse(health.text || '{}') ?? {}) as { reasons?: readonly string[] };
    throw new StepFailed(
      `the page is served, but not ready: ${reasons.join('; ') || health.status}`,
      `Open ${webUrl}/status.`,
    );
  }
  return { result: true, detail: `${webUrl} is served, and all behind it answers` };
}
