import { recordHeaders } from '@/lib/contracts/record-headers';
import type { RecordCursor } from './record-cursor';
import { VarintReader } from './record-cursor-varint';

const idName = Buffer.from(recordHeaders.producerId);
const seqName = Buffer.from(recordHeaders.producerSeq);
const producedName = Buffer.from(recordHeaders.producedAtMs);
const [idLength, seqLength, producedLength] = [idName.length, seqName.length, producedName.length];

/**
 * The headers our producers set, read without objects. A missing, malformed or repeated one is NaN (id: -1, -1): such a
 * record is a foreign event and is counted as it comes. One reader is reused from record to record.
 */
export class ProducerHeaders extends VarintReader {
  /** Range of the producer id in the cursor's bytes. */
  idStart = -1;
  idEnd = -1;
  seq = Number.NaN;
  producedAtMs = Number.NaN;

  /** Throws MalformedRecordError. */
  read(cursor: RecordCursor): void {
    this.idStart = -1;
    this.idEnd = -1;
    this.seq = Number.NaN;
    this.producedAtMs = Number.NaN;
    if (cursor.headerCount === 0) return;
    const { bytes } = cursor;
    this.bytes = bytes;
    this.position = cursor.headersStart;
    let ids = 0;
    let seqs = 0;
    let produced = 0;
    for (let left = cursor.headerCount; left > 0; left--) {
      const nameBytes = this.varint();
      const nameStart = this.position;
      this.position += nameBytes;
      const valueBytes = this.varint();
      const start = this.position;
      if (valueBytes > 0) this.position += valueBytes;
      if (this.position > cursor.recordEnd || nameBytes < 0) throw this.malformed();
      if (nameBytes === seqLength && matches(bytes, nameStart, seqName)) {
        this.seq = ++seqs === 1 ? decimal(bytes, start, valueBytes) : Number.NaN;
      } else if (nameBytes === producedLength && matches(bytes, nameStart, producedName)) {
        this.producedAtMs = ++produced === 1 ? decimal(bytes, start, valueBytes) : Number.NaN;
      } else if (nameBytes === idLength && matches(bytes, nameStart, idName)) {
        const good = ++ids === 1 && valueBytes > 0;
        this.idStart = good ? start : -1;
        this.idEnd = good ? start + valueBytes : -1;
      }
    }
  }
}

/** Every header of the cursor's record in its order, as a name and a view of its value. Throws MalformedRecordError. */
export function headersOf(cursor: RecordCursor): [name: string, value: Buffer | null][] {
  const reader = new VarintReader();
  reader.bytes = cursor.bytes;
  reader.position = cursor.headersStart;
  const headers: [string, Buffer | null][] = [];
  for (let left = cursor.headerCount; left > 0; left--) {
    const name = take(reader, cursor.recordEnd);
    headers.push([name?.toString('utf8') ?? '', take(reader, cursor.recordEnd)]);
  }
  return headers;
}

function take(reader: VarintReader, limit: number): Buffer | null {
  const length = reader.varint();
  if (length < 0) return null;
  const start = reader.position;
  reader.position += length;
  if (reader.position > limit) throw reader.malformed();
  return reader.bytes.subarray(start, reader.position);
}

function matches(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return false;
  return true;
}

/** Up to 15 decimal digits as a number, else NaN. */
function decimal(bytes: Buffer, start: number, length: number): number {
  if (length < 1 || length > 15) return Number.NaN;
  let value = 0;
  for (let i = start; i < start + length; i++) {
    const digit = bytes[i]! - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
