import { recordHeaders } from '../contracts/record-headers';
import type { PlainRecord } from './records-of';

/** Unix ms of the header `produced-at-ms`; NaN when it is absent, repeated or malformed. */
export const producedAtOf = (record: PlainRecord): number => decimalOf(headerOf(record, recordHeaders.producedAtMs));

/** Producer and number of a record as our producers write them: an empty id, NaN where a header is not as it should be. */
export function producerOf(record: PlainRecord): { readonly id: string; readonly sequence: number } {
  return {
    id: headerOf(record, recordHeaders.producerId)?.toString('latin1') ?? '',
    sequence: decimalOf(headerOf(record, recordHeaders.producerSeq)),
  };
}

/** null when it is absent, repeated or a null. */
function headerOf({ headers }: PlainRecord, wanted: string): Buffer | null {
  const found = headers.filter(([name]) => name === wanted);
  return found.length === 1 ? found[0]![1] : null;
}

function decimalOf(value: Buffer | null): number {
  const text = value?.toString('latin1') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
