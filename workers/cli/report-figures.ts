import { type StreamName, streamNames } from '@/lib/contracts/streams';
import { createDatabase } from '@/lib/db/client';
import { createPool } from '@/lib/db/pool';
import { queryMetricTotals } from '@/lib/db/query-metric-history';
import { readTopicTotals } from '@/lib/db/read-topic-totals';

const ms = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value * 1e3) / 1e3);

/** What producers and consumers did, by stream and topic, as far back as it is kept; milliseconds, records. */
export async function readReportFigures(databaseUrl: string) {
  const database = createDatabase(databaseUrl);
  const pool = createPool({ databaseUrl, applicationName: 'streamscope report', max: 1 });
  try {
    const streams = await Promise.all(
      streamNames.map(async (stream) => [stream, await queryMetricTotals(database, stream)] as const),
    );
    const topics = await readTopicTotals(pool);
    const [versions] = (
      await pool.query<{ postgresql: string }>("SELECT current_setting('server_version') AS postgresql")
    ).rows;
    return {
      versions: { node: process.versions.node, postgresql: versions?.postgresql ?? null },
      producers: Object.fromEntries(
        streams.map(([stream, totals]): [StreamName, object] => [
          stream,
          {
            sent_ok: totals?.sentOk ?? 0,
            sent_error: totals?.errors?.SEND_FAILED ?? 0,
            ack_p50_ms: ms(totals?.ack?.p50),
            ack_p95_ms: ms(totals?.ack?.p95),
          },
        ]),
      ),
      consumers: Object.fromEntries(
        streams.map(([stream, totals]): [StreamName, object] => [
          stream,
          {
            committed: totals?.records ?? 0,
            deduplicated: totals?.deduplicated ?? 0,
            errors: totals?.errors ?? {},
            end_to_end_p50_ms: ms(totals?.endToEnd?.p50),
            end_to_end_p95_ms: ms(totals?.endToEnd?.p95),
          },
        ]),
      ),
      topics: topics.map(({ topic, valid, dead, deduplicated, gaps, control }) => ({
        topic,
        ...{ valid: Number(valid), dead: Number(dead), deduplicated: Number(deduplicated) },
        ...{ gaps: Number(gaps), control: Number(control) },
      })),
    };
  } finally {
    await database.$disconnect();
    await pool.end();
  }
}

export type ReportFigures = Awaited<ReturnType<typeof readReportFigures>>;
