import { recordHeaders } from '../contracts/record-headers';
import type { PlainRecord } from './records-of';

/** Unix ms of the header `produced-at-ms`; NaN when it is absent, repeated or malformed. */
export function producedAtOf({ headers }: PlainRecord): number {
  const found = headers.filter(([name]) => name === recordHeaders.producedAtMs);
  const text = found.length === 1 ? String(found[0]![1]) : '';
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
