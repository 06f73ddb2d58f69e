import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A record that stands in an outbox. */
export interface AcceptedRecord {
  readonly topic: string;
  /** `producer id/partition/sequence number`. */
  readonly id: string;
  readonly value: string;
}

const headBytes = 8;

/**
 * Every record of every outbox below `directory`, read without the product's code: frames of length (u32), checksum,
 * body; a body is a JSON header (kind 1) or a record (kind 2). A frame that is not whole ends its segment.
 */
export function readOutbox(directory: string): AcceptedRecord[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.segment'),
  );
  return files.sort().flatMap((name) => readSegment(readFileSync(join(directory, name))));
}

/** Where the header of a segment ends. */
export const headerEnd = (bytes: Buffer): number => headBytes + bytes.readUInt32LE(0);

function readSegment(bytes: Buffer): AcceptedRecord[] {
  const records: AcceptedRecord[] = [];
  let producerId = '';
  let at = 0;
  while (at + headBytes <= bytes.length && at + headBytes + bytes.readUInt32LE(at) <= bytes.length) {
    const body = at + headBytes;
    const end = body + bytes.readUInt32LE(at);
    if (end === body) break;
    if (bytes[body] === 1) producerId = JSON.parse(bytes.toString('utf8', body + 1, end)).producerId;
    else records.push(readRecord(bytes, body + 1, producerId));
    at = end;
  }
  return records;
}

/** Durable-to (u32), partition (u32), sequence, accepted at, timestamp (doubles), topic, key, value (u32 length each). */
function readRecord(bytes: Buffer, at: number, producerId: string): AcceptedRecord {
  const partition = bytes.readUInt32LE(at + 4);
  const sequence = bytes.readDoubleLE(at + 8);
  let next = at + 32;
  const text = (): string => {
    const length = bytes.readUInt32LE(next);
    next += 4 + length;
    return bytes.toString('utf8', next - length, next);
  };
  const topic = text();
  text();
  return { topic, id: `${producerId}/${partition}/${sequence}`, value: text() };
}
