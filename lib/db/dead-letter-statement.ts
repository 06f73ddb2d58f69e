import type { RejectionCode } from '../contracts/rejection';
import type { SqlStatement } from '../streams/stream';

/** A record that could not be folded, with its bytes as they were (or cut: then `valueSha256` is set). */
export interface DeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly incarnation: string;
  readonly appendedAtMs: number;
  readonly code: RejectionCode;
  readonly fieldPath: string;
  readonly sentence: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string, value: Buffer | null])[];
  /** Length of the whole value, null for a null value. */
  readonly valueBytes: number | null;
  readonly valueSha256: Buffer | null;
}

/** A statement's parameters are held twice in memory while they are sent. */
const statementBytes = 4_194_304;
const statementRows = 1_000;
/** PostgreSQL's timestamps end before JavaScript's; a record's own clock may say anything. */
const lastTimeMs = 8_210_266_876_799_999;
const longestPath = 500;

/** Statements that store dead letters, bounded in rows and bytes. */
export function* deadLetterStatements(letters: readonly DeadLetter[]): Generator<SqlStatement> {
  for (let start = 0; start < letters.length; ) {
    let end = start;
    for (let bytes = 0; end < letters.length && end - start < statementRows; end++) {
      bytes += (letters[end]?.value?.length ?? 0) + (letters[end]?.key?.length ?? 0);
      if (end > start && bytes > statementBytes) break;
    }
    yield statementOf(letters.slice(start, end));
    start = end;
  }
}

function statementOf(letters: readonly DeadLetter[]): SqlStatement {
  return {
    text: `INSERT INTO dead_letter (topic, partition, "offset", incarnation, appended_at, code, field_path, sentence,
        key, value, headers, value_bytes, value_sha256)
      SELECT topic, partition, "offset", incarnation, to_timestamp(appended_ms / 1000.0), code, field_path, sentence,
        key, value, headers, value_bytes, value_sha256
      FROM unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
        $9::bytea[], $10::bytea[], $11::jsonb[], $12::bigint[], $13::bytea[])
        AS v(topic, partition, "offset", incarnation, appended_ms, code, field_path, sentence,
          key, value, headers, value_bytes, value_sha256)`,
    values: [
      letters.map((letter) => letter.topic),
      letters.map((letter) => letter.partition),
      letters.map((letter) => letter.offset),
      letters.map((letter) => letter.incarnation),
      letters.map((letter) => Math.min(Math.max(0, Math.trunc(letter.appendedAtMs)), lastTimeMs)),
      letters.map((letter) => letter.code),
      letters.map((letter) => storable(letter.fieldPath).slice(0, longestPath)),
      letters.map((letter) => storable(letter.sentence)),
      letters.map((letter) => letter.key),
      letters.map((letter) => letter.value),
      letters.map((letter) => JSON.stringify(letter.headers.map(headerRow))),
      letters.map((letter) => letter.valueBytes),
      letters.map((letter) => letter.valueSha256),
    ],
  };
}

/** `[name, base64 value]`, and the name's own bytes in base64 as a third where text cannot hold them. */
function headerRow([name, value]: readonly [string, Buffer | null]): (string | null)[] {
  const row = [storable(name), value === null ? null : value.toString('base64')];
  return row[0] === name ? row : [...row, Buffer.from(name).toString('base64')];
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair. */
const storable = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '\u2400');
