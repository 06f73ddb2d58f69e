import 'server-only';
import { statusItems } from '@/components/prepare/status-items';
import type { TileStatus } from '@/lib/contracts/live-frame';
import packageJson from '@/package.json';
import { dependencies } from './dependencies';
import { readLiveSnapshot } from './live-snapshot';

export interface HealthCheck {
  readonly name: string;
  readonly status: TileStatus;
  /** What was found, in words. */
  readonly detail: string;
  readonly version: string | null;
  /** Age of the figure in ms; 0 = asked just now, null = not measured. */
  readonly ageMs: number | null;
  /** The page cannot be right without it. */
  readonly required: boolean;
}

export interface HealthReport {
  /** This process answers. */
  readonly live: true;
  /** Everything required answers. */
  readonly ready: boolean;
  /** Why it is not ready. */
  readonly reasons: readonly string[];
  readonly checkedAt: string;
  readonly checks: readonly HealthCheck[];
}

const databaseAnswersWithinMs = 3_000;
/** When the process started; this file is loaded with the first question. */
const startedAtMs = Date.now() - process.uptime() * 1_000;

/** Asks everything the pages depend on, at the same time. Never throws. */
export async function readHealth(): Promise<HealthReport> {
  const [database, pipeline] = await Promise.all([checkDatabase(), checkPipeline()]);
  const checks = [webCheck(), database, ...pipeline];
  const reasons = checks
    .filter((check) => check.required && check.status !== 'ok')
    .map((check) => `${check.name}: ${check.detail}`);
  return { live: true, ready: reasons.length === 0, reasons, checkedAt: new Date().toISOString(), checks };
}

function webCheck(): HealthCheck {
  const detail = `Node ${process.versions.node}, running since ${new Date(startedAtMs).toISOString().slice(0, 19)}Z`;
  return { name: 'Web', status: 'ok', detail, version: packageJson.version, ageMs: 0, required: true };
}

async function checkDatabase(): Promise<HealthCheck> {
  const asked = performance.now();
  const found = { name: 'PostgreSQL', ageMs: 0, required: true };
  try {
    const { database } = dependencies();
    const answer = database.$queryRaw<{ version: string }[]>`SELECT current_setting('server_version') AS version`;
    const [row] = await Promise.race([answer, overdue()]);
    const tookMs = performance.now() - asked;
    return { ...found, status: 'ok', detail: `answers in ${tookMs.toFixed(1)} ms`, version: row?.version ?? null };
  } catch {
    return { ...found, status: 'crit', detail: 'does not answer', version: null };
  }
}

const overdue = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error('overdue')), databaseAnswersWithinMs).unref());

async function checkPipeline(): Promise<readonly HealthCheck[]> {
  const snapshot = await readLiveSnapshot({ stream: 'all', window: '60s' });
  if (snapshot === null)
    return [
      { name: 'Gateway', status: 'crit', detail: 'does not answer', version: null, ageMs: 0, required: true },
      ...statusItems(null).map((item) => asCheck(item, null)),
    ];
  const detail =
    snapshot.backfilled < 1 ? `reads the last hour, ${Math.floor(snapshot.backfilled * 100)} % done` : 'answers';
  const gateway: HealthCheck = { name: 'Gateway', status: 'ok', detail, version: null, ageMs: 0, required: true };
  const ageMs = Math.max(0, Date.now() - snapshot.sentAtMs);
  return [gateway, ...statusItems(snapshot.gauges.status).map((item) => asCheck(item, ageMs))];
}

function asCheck(item: { name: string; status: TileStatus; value: string }, ageMs: number | null): HealthCheck {
  const measured = item.status !== 'unknown';
  return {
    name: item.name,
    status: item.status,
    detail: measured ? item.value : 'not measured',
    version: null,
    ageMs: measured ? ageMs : null,
    required: false,
  };
}
