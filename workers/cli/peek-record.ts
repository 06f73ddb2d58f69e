import type { ReadRecord } from '@/lib/kafka/topic-reader';
import { inlineText, textOf, valueLines } from './bytes-text';

/** Text where the bytes are text, else hex; `encoding` says which. */
function encoded(bytes: Buffer | null): { text: string | null; encoding: 'utf8' | 'hex' | null } {
  if (bytes === null) return { text: null, encoding: null };
  const text = textOf(bytes);
  return text === null ? { text: bytes.toString('hex'), encoding: 'hex' } : { text, encoding: 'utf8' };
}

/** One line of `peek --json`. */
export function recordJson(topic: string, record: ReadRecord) {
  const key = encoded(record.key);
  const value = encoded(record.value);
  return {
    topic,
    partition: record.partition,
    offset: record.offset,
    timestampMs: record.timestampMs,
    timestampType: record.timestampType,
    key: key.text,
    keyEncoding: key.encoding,
    headers: record.headers.map(([name, bytes]) => {
      const header = encoded(bytes);
      return { name, value: header.text, encoding: header.encoding };
    }),
    value: value.text,
    valueEncoding: value.encoding,
  };
}

const instant = (ms: number): string =>
  Math.abs(ms) <= 8_640_000_000_000_000 ? new Date(ms).toISOString() : `${ms} ms`;

/** A record for the eye; safe for a terminal. */
export function recordText(topic: string, record: ReadRecord): string {
  const clock = record.timestampType === 'append' ? 'appended' : 'made';
  const [first = '', ...rest] = valueLines(record.value);
  return [
    `${topic}/${record.partition} @ ${record.offset}  ${clock} ${instant(record.timestampMs)}`,
    `  key     ${inlineText(record.key)}`,
    ...record.headers.map(([name, value]) => `  header  ${inlineText(Buffer.from(name))}: ${inlineText(value)}`),
    `  value   ${first}`,
    ...rest.map((line) => `          ${line}`),
  ].join('\n');
}
