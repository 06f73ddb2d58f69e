import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { LedgerTotals, RejectedRecord } from './topic-ledger';

const base64 = (bytes: Buffer | null): string | null => (bytes === null ? null : bytes.toString('base64'));

/** Every rejected record is one row: its exact bytes, key, headers, code, field path, offset and append time; no row beside. */
export async function deadLetterProblems(sql: Pool, oracle: LedgerTotals, topic = 'orders'): Promise<string[]> {
  const { rows } = await sql.query(`SELECT * FROM dead_letter WHERE topic = $1 ORDER BY partition, "offset"`, [topic]);
  const problems: string[] = [];
  const wanted = new Map(oracle.rejected.map((record) => [`${record.partition}@${record.offset}`, record]));
  const seen = new Set<string>();
  for (const row of rows) {
    const place = `${row.partition}@${row.offset}`;
    const record = wanted.get(place);
    if (record === undefined) problems.push(`dead letter ${place}: that record is not to be rejected (${row.code})`);
    else if (seen.has(place)) problems.push(`dead letter ${place}: stored twice`);
    else problems.push(...rowProblems(row, record).map((problem) => `dead letter ${place}: ${problem}`));
    seen.add(place);
  }
  for (const [place, record] of wanted)
    if (!seen.has(place)) problems.push(`dead letter ${place}: missing (${record.code} ${record.fieldPath})`);
  return problems.length > 12 ? [...problems.slice(0, 12), `and ${problems.length - 12} more dead letters`] : problems;
}

function rowProblems(row: Record<string, unknown>, record: RejectedRecord): string[] {
  const sha256 = row.value_sha256 as Buffer | null;
  const valueBytes = row.value_bytes === null ? null : Number(row.value_bytes);
  const compared: [name: string, stored: unknown, wanted: unknown][] = [
    ['code', row.code, record.code],
    ['field path', row.field_path, record.fieldPath],
    ['value', base64(row.value as Buffer | null), record.value],
    ['length', valueBytes, record.valueBytes],
    ['key', base64(row.key as Buffer | null), record.key],
    ['headers', JSON.stringify(row.headers), JSON.stringify(record.headers)],
    ['append time', (row.appended_at as Date).getTime(), record.appendedAtMs],
    ['SHA-256', sha256?.toString('hex') ?? null, record.code === 'TOO_LARGE' ? record.valueSha256 : null],
  ];
  const problems = compared.filter(
    ([name, stored, wanted]) =>
      stored !== wanted && !(name === 'SHA-256' && wanted === null && stored === record.valueSha256),
  );
  const shown = (value: unknown) => {
    const text = String(value);
    return text.length > 80
      ? `${text.slice(0, 40)}... (${createHash('sha1').update(text).digest('hex').slice(0, 8)})`
      : text;
  };
  const sentence = typeof row.sentence === 'string' && row.sentence.length > 10 ? [] : ['it has no sentence'];
  return [
    ...sentence,
    ...problems.map(([name, stored, wanted]) => `${name} is ${shown(stored)}, should be ${shown(wanted)}`),
  ];
}
