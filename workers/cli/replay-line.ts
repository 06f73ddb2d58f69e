import { z } from 'zod';
import { parseIsoTime } from '@/lib/domain/iso-time';

/** A record to be sent again. */
export interface ReplayRecord {
  readonly key: string | Buffer | null;
  readonly value: string | Buffer | null;
  readonly headers: Readonly<Record<string, string | Buffer>>;
  /** Unix ms; null without one. */
  readonly timestampMs: number | null;
}

const encoding = z.enum(['utf8', 'hex']).nullish();
const headerText = z.union([z.string(), z.number()]);

/** A line of a file for `replay`; `peek --json` and `export` write such lines, too, with their own names beside. */
const lineSchema = z.object({
  value: z.json(),
  valueEncoding: encoding,
  key: z.union([z.string(), z.number()]).nullish(),
  keyEncoding: encoding,
  headers: z
    .union([
      z.record(z.string(), headerText),
      z.array(z.object({ name: z.string(), value: headerText.nullable(), encoding })),
    ])
    .nullish(),
  timestamp: z.union([z.string(), z.number()]).nullish(),
  timestampMs: z.number().nullish(),
});
type Line = z.infer<typeof lineSchema>;

/** Reads one line; what is wrong with it is a sentence's end: `line 7 <problem>`. A text is sent as it is, any other value as JSON. */
export function parseReplayLine(text: string): { readonly record: ReplayRecord } | { readonly problem: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { problem: 'is not valid JSON' };
  }
  const line = lineSchema.safeParse(parsed);
  if (!line.success) {
    const issue = line.error.issues[0]!;
    const path = issue.path.join('.');
    return { problem: path === '' ? 'is not an object with a value' : `has a wrong ${path}: ${issue.message}` };
  }
  try {
    return { record: toRecord(line.data) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function toRecord(line: Line): ReplayRecord {
  const { value, key } = line;
  return {
    key: key === null || key === undefined ? null : encoded('key', String(key), line.keyEncoding),
    value:
      value === null
        ? null
        : typeof value === 'string'
          ? encoded('value', value, line.valueEncoding)
          : JSON.stringify(value),
    headers: headersOf(line),
    timestampMs: timeOf(line),
  };
}

function headersOf({ headers }: Line): Record<string, string | Buffer> {
  if (headers === null || headers === undefined) return {};
  if (!Array.isArray(headers))
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return Object.fromEntries(
    headers
      .filter(({ value }) => value !== null)
      .map(({ name, value, encoding: how }) => [name, encoded(`header ${name}`, String(value), how)]),
  );
}

function timeOf({ timestamp, timestampMs }: Line): number | null {
  const given = timestampMs ?? timestamp ?? null;
  if (given === null) return null;
  const atMs = typeof given === 'number' ? given : parseIsoTime(given);
  if (!Number.isFinite(atMs))
    throw new Error('has a timestamp that is neither milliseconds nor ISO 8601 with an offset');
  return atMs;
}

function encoded(what: string, text: string, how: 'utf8' | 'hex' | null | undefined): string | Buffer {
  if (how !== 'hex') return text;
  if (!/^([0-9a-f]{2})*$/i.test(text)) throw new Error(`has a ${what} that is not hexadecimal`);
  return Buffer.from(text, 'hex');
}
