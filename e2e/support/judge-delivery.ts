import type { LoggedRecord } from '../../lib/kafka/read-whole-topic';
import type { AcceptedRecord } from './read-outbox';

const idOf = (record: LoggedRecord): string => `${record.producerId}/${record.partition}/${record.sequence}`;

/**
 * What is wrong with what became of accepted records; empty = each is in the topic, once but for copies, in order and
 * without holes. `isWhole`: `accepted` names all that ever were, so that no other one may be there.
 */
export function judgeDelivery(
  accepted: Iterable<AcceptedRecord>,
  topic: readonly LoggedRecord[],
  isWhole: boolean,
): string[] {
  const problems: string[] = [];
  const wanted = new Map<string, string>();
  for (const { id, value } of accepted) {
    const known = wanted.get(id);
    if (known !== undefined && known !== value) problems.push(`${id} was accepted twice, as different records`);
    wanted.set(id, value);
  }
  const found = new Map<string, string>();
  const last = new Map<string, number>();
  for (const record of topic) {
    const id = idOf(record);
    const known = found.get(id);
    if (known !== undefined && known !== record.value) problems.push(`${id} is in the topic with two contents`);
    if (known !== undefined) continue;
    found.set(id, record.value);
    const place = `${record.producerId}/${record.partition}`;
    const before = last.get(place) ?? 0;
    if (record.sequence !== before + 1) problems.push(`${place}: ${record.sequence} follows ${before}`);
    last.set(place, record.sequence);
  }
  for (const [id, value] of wanted) {
    const stored = found.get(id);
    if (stored === undefined) problems.push(`${id} was accepted and is not in the topic`);
    else if (stored !== value) problems.push(`${id} was accepted with another content`);
  }
  for (const id of found.keys())
    if (isWhole && !wanted.has(id)) problems.push(`${id} is in the topic and was never accepted`);
  return problems;
}
