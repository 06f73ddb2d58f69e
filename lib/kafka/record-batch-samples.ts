import fc from 'fast-check';
import { requireFromKafkajs } from './require-kafkajs';

/** For tests: a record batch with everything that may be odd about one. */
export interface OddBatch {
  readonly firstOffset: bigint;
  readonly lastOffsetDelta: number;
  /** Without the codec. */
  readonly attributes: number;
  readonly firstTimestamp: bigint;
  readonly maxTimestamp: bigint;
  readonly producerId: bigint;
  readonly records: readonly {
    readonly offsetDelta: number;
    readonly timestampDelta: bigint;
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers: readonly (readonly [name: string, value: Buffer | null])[];
  }[];
}

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 20 }).map((array) => Buffer.from(array)),
  fc.integer({ min: 60, max: 3_000 }).map((length) => Buffer.alloc(length, 'stream')),
);
const nullable = fc.option(bytes, { freq: 5 });
const timeMs = fc.bigInt({ min: 0n, max: 2n ** 45n });

/** Batches with holes, control and transaction flags, both time types, null keys and values, repeated headers. */
export const oddBatch: fc.Arbitrary<OddBatch> = fc
  .record({
    firstOffset: fc.bigInt({ min: 0n, max: 2n ** 62n }),
    flags: fc.constantFrom(0, 0x08, 0x10, 0x18, 0x30, 0x38),
    firstTimestamp: timeMs,
    maxTimestamp: timeMs,
    producerId: fc.bigInt({ min: -1n, max: 2n ** 40n }),
    trailingHole: fc.nat(3),
    records: fc.array(
      fc.record({
        step: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 1_000_000 })),
        timestampDelta: fc.bigInt({ min: -(2n ** 44n), max: 2n ** 44n }),
        key: nullable,
        value: nullable,
        headers: fc.array(
          fc.tuple(
            fc.oneof(fc.constantFrom('a', 'producer-seq'), fc.string({ unit: 'grapheme', maxLength: 5 })),
            nullable,
          ),
          { maxLength: 4 },
        ),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ flags, trailingHole, records, ...rest }) => {
    let offsetDelta = -1;
    const placed = records.map(({ step, ...record }) => {
      offsetDelta += step;
      return { ...record, offsetDelta };
    });
    return { ...rest, attributes: flags, lastOffsetDelta: Math.max(0, offsetDelta) + trailingHole, records: placed };
  });

interface Compression {
  lookupCodecByAttributes(codec: number): { compress(encoder: { buffer: Buffer }): Promise<Buffer> } | null;
}

/** Zigzag varint of up to 64 bits. */
function varint(value: bigint | number): Buffer {
  let left = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const out: number[] = [];
  for (; left >= 0x80n; left >>= 7n) out.push(Number(left & 0x7fn) | 0x80);
  out.push(Number(left));
  return Buffer.from(out);
}
const sized = (content: Buffer | null): Buffer[] =>
  content === null ? [varint(-1)] : [varint(content.length), content];

/** The batch as a broker would send it (CRC left 0: no client of ours checks it). */
export async function encodeBatch(batch: OddBatch, codec: number): Promise<Buffer> {
  const records = batch.records.map((record) => {
    const headers = record.headers.flatMap(([name, value]) => [...sized(Buffer.from(name)), ...sized(value)]);
    const body = Buffer.concat([
      Buffer.from([0]),
      varint(record.timestampDelta),
      varint(record.offsetDelta),
      ...sized(record.key),
      ...sized(record.value),
      varint(record.headers.length),
      ...headers,
    ]);
    return Buffer.concat([varint(body.length), body]);
  });
  const compression = requireFromKafkajs('kafkajs/src/protocol/message/compression') as Compression;
  const plain = Buffer.concat(records);
  const packed = (await compression.lookupCodecByAttributes(codec)?.compress({ buffer: plain })) ?? plain;
  const header = Buffer.alloc(61);
  header.writeBigInt64BE(batch.firstOffset, 0);
  header.writeInt32BE(49 + packed.length, 8);
  header.writeInt8(2, 16);
  header.writeInt16BE(batch.attributes | codec, 21);
  header.writeInt32BE(batch.lastOffsetDelta, 23);
  header.writeBigInt64BE(batch.firstTimestamp, 27);
  header.writeBigInt64BE(batch.maxTimestamp, 35);
  header.writeBigInt64BE(batch.producerId, 43);
  header.writeInt32BE(batch.records.length, 57);
  return Buffer.concat([header, packed]);
}
