import type { LiveModelError } from '../contracts/live-frame';
import { resolutionInfo } from '../domain/metric-resolution';
import { Prisma } from './generated/client';
import { type ExternalHistory, queryExternalMetric } from './query-external-metric';
import { queryMetricHistory } from './query-metric-history';
import type { Reader } from './query-orders-range';

/** Of our own models and of others' metric alike. */
const metricOfOthers = 'rmse';
/** Six samples missed. */
const silentAfterMs = 60_000;

/** Whether anybody says how well the ratings are predicted. `never`: nothing is kept; `silent`: nothing for a minute. */
export type Publishing = 'live' | 'silent' | 'never';

export interface ModelHistory {
  /** What our workers say; points as in the stream's history, null where nothing was predicted. */
  readonly own: {
    readonly publishing: Publishing;
    /** End of the newest interval that is known, to 10 s, or to the hour when it is old; null = never. */
    readonly newestAtMs: number | null;
    readonly stepMs: number;
    readonly points: readonly { readonly t: number; readonly model: LiveModelError | null }[];
  };
  /** What others report as `rmse`, by labels. */
  readonly others: ExternalHistory & { readonly publishing: Publishing; readonly newestAtMs: number | null };
}

const publishing = (newestAtMs: number | null, nowMs: number): Publishing =>
  newestAtMs === null ? 'never' : nowMs - newestAtMs > silentAfterMs ? 'silent' : 'live';

async function newestModelAt(reader: Reader): Promise<number | null> {
  for (const { table, stepMs } of [resolutionInfo['10s'], resolutionInfo['1h']]) {
    const [row] = await reader.$queryRaw<{ ms: bigint | null }[]>`
      SELECT (extract(epoch FROM max(bucket)) * 1000)::int8 AS ms FROM ${Prisma.raw(table)}
      WHERE stream = 'ratings' AND model_ratings > 0`;
    if (row?.ms !== null && row?.ms !== undefined) return Number(row.ms) + stepMs;
  }
  return null;
}

async function newestOfOthers(reader: Reader): Promise<number | null> {
  const [row] = await reader.$queryRaw<{ ms: bigint | null }[]>`
    SELECT (extract(epoch FROM max(at)) * 1000)::int8 AS ms FROM external_sample WHERE metric = ${metricOfOthers}`;
  return row?.ms === null || row?.ms === undefined ? null : Number(row.ms);
}

/** How well the ratings of `[fromMs, toMs)` were predicted, by our model and by others, and whether anybody says so now. */
export async function queryModelHistory(
  reader: Reader,
  question: { readonly fromMs: number; readonly toMs: number; readonly nowMs: number },
): Promise<ModelHistory> {
  const { nowMs } = question;
  const history = await queryMetricHistory(reader, { ...question, stream: 'ratings' });
  const [ownAtMs, othersAtMs] = [await newestModelAt(reader), await newestOfOthers(reader)];
  return {
    own: {
      publishing: publishing(ownAtMs, nowMs),
      newestAtMs: ownAtMs === null ? null : Math.min(ownAtMs, nowMs),
      stepMs: history?.stepMs ?? 0,
      points: history?.points.map(({ t, model }) => ({ t, model })) ?? [],
    },
    others: {
      publishing: publishing(othersAtMs, nowMs),
      newestAtMs: othersAtMs,
      ...(await queryExternalMetric(reader, { ...question, metric: metricOfOthers })),
    },
  };
}
