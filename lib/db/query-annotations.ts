import type { LiveAnnotation } from '../contracts/live-frame';
import type { Reader } from './query-orders-range';

const mostRows = 500;

/**
 * What happened in `[fromMs, toMs)` (Unix ms), oldest first: of one stream and of all of them together, the newest 500.
 * A thing that lasted is there when any of it lies in the range. `stream` null = of every stream.
 */
export async function queryAnnotations(
  reader: Reader,
  question: { readonly stream: string | null; readonly fromMs: number; readonly toMs: number },
): Promise<readonly LiveAnnotation[]> {
  const { stream, fromMs, toMs } = question;
  const rows = await reader.$queryRaw<
    {
      id: string;
      at: bigint;
      until: bigint | null;
      type: LiveAnnotation['type'];
      text: string;
      stream: string | null;
    }[]
  >`
    SELECT id, (extract(epoch FROM at) * 1000)::int8 AS at, (extract(epoch FROM until) * 1000)::int8 AS until,
      type, text, stream
    FROM annotation
    WHERE at < to_timestamp(${toMs / 1_000}::float8)
      AND (at >= to_timestamp(${fromMs / 1_000}::float8) OR until >= to_timestamp(${fromMs / 1_000}::float8))
      AND (${stream}::text IS NULL OR stream IS NULL OR stream = ${stream}::text)
    ORDER BY at DESC, id DESC LIMIT ${mostRows}`;
  return rows
    .map(({ at, until, ...rest }) => ({ ...rest, atMs: Number(at), untilMs: until === null ? null : Number(until) }))
    .reverse();
}
