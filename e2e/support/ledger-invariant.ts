import type { Pool } from 'pg';
import { readCursors, type StoredCursor } from './stored-state';
import type { LedgerTotals } from './topic-ledger';

const counters = ['valid', 'dead', 'deduplicated', 'gaps', 'control'] as const;

/** The cursor's counters, the conservation law and the gap-free chain of committed ranges, per partition. */
export async function ledgerProblems(sql: Pool, oracle: LedgerTotals, topic = 'orders'): Promise<string[]> {
  const problems: string[] = [];
  const cursors = await readCursors(sql, topic);
  for (const [name, wanted] of Object.entries(oracle.partitions)) {
    const cursor = cursors.get(Number(name));
    const say = (text: string) => problems.push(`partition ${name}: ${text}`);
    if (cursor === undefined) {
      say('no cursor');
      continue;
    }
    if (`${cursor.nextOffset}` !== wanted.high)
      say(`cursor stands at ${cursor.nextOffset}, the topic ends at ${wanted.high}`);
    for (const counter of ['valid', 'dead', 'deduplicated'] as const)
      if (cursor[counter] !== BigInt(wanted[counter]))
        say(`${counter} is ${cursor[counter]}, should be ${wanted[counter]}`);
    const counted = counters.reduce((sum, counter) => sum + cursor[counter], 0n);
    if (counted !== cursor.nextOffset - cursor.startOffset)
      say(`conservation law: ${counted} counted, ${cursor.nextOffset - cursor.startOffset} offsets passed`);
    problems.push(...(await chainProblems(sql, cursor)));
  }
  return problems;
}

/** `metric_log` and `gap` together must lead from the first offset to the cursor, link by link, with the same counters. */
async function chainProblems(sql: Pool, cursor: StoredCursor): Promise<string[]> {
  const { rows } = await sql.query(
    `SELECT from_offset, to_offset, payload FROM metric_log
     WHERE topic = $1 AND partition = $2 AND (payload->>'rebuildEpoch')::int = $3 ORDER BY from_offset, to_offset`,
    [cursor.topic, cursor.partition, cursor.rebuildEpoch],
  );
  const { rows: gaps } = await sql.query('SELECT from_offset, to_offset FROM gap WHERE topic = $1 AND partition = $2', [
    cursor.topic,
    cursor.partition,
  ]);
  const gapEnds = new Map(gaps.map((gap) => [BigInt(gap.from_offset), BigInt(gap.to_offset)]));
  const problems: string[] = [];
  const sums: Record<string, bigint> = { valid: 0n, dead: 0n, deduplicated: 0n };
  let at = cursor.startOffset;
  const passGap = (): void => {
    for (let end = gapEnds.get(at); end !== undefined && end > at; end = gapEnds.get(at)) at = end;
  };
  for (const row of rows) {
    const from = BigInt(row.from_offset);
    if (from !== at) passGap();
    if (from !== at) problems.push(`partition ${cursor.partition}: committed ranges: ${at} is followed by ${from}`);
    at = BigInt(row.to_offset);
    for (const name of Object.keys(sums)) sums[name] = sums[name]! + BigInt(row.payload[name]);
  }
  if (at !== cursor.nextOffset) passGap();
  if (at !== cursor.nextOffset)
    problems.push(
      `partition ${cursor.partition}: committed ranges end at ${at}, the cursor stands at ${cursor.nextOffset}`,
    );
  for (const name of ['valid', 'dead', 'deduplicated'] as const)
    if (sums[name] !== cursor[name])
      problems.push(
        `partition ${cursor.partition}: committed ranges count ${sums[name]} ${name}, the cursor ${cursor[name]}`,
      );
  return problems.slice(0, 5);
}
