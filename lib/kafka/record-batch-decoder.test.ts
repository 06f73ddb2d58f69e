import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { codecNumbers, registerCodecs } from './codecs';
import { filterAbortedBatches } from './filter-aborted-batches';
import type { RecordBatchMessage } from './record-batch';
import { createRecordBatchDecoder } from './record-batch-decoder';
import { encodeBatch, type OddBatch, oddBatch } from './record-batch-samples';
import { RecordCursor } from './record-cursor';
import { ProducerHeaders } from './record-cursor-headers';
import { recordsOf } from './records-of';
import { requireFromKafkajs } from './require-kafkajs';

interface StockRecord {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, unknown>;
  readonly isControlRecord: boolean;
  readonly batchContext: { readonly producerId: string; readonly inTransaction: boolean };
}
const Decoder = requireFromKafkajs('kafkajs/src/protocol/decoder') as new (
  buffer: Buffer,
) => { buffer: Buffer; offset: number };
const stockDecode = requireFromKafkajs('kafkajs/src/protocol/recordBatch/v0/decoder') as (
  decoder: object,
) => Promise<{ records: StockRecord[] }>;

class Partial extends Error {}
const ourDecode = createRecordBatchDecoder((text) => new Partial(text));
const decodeOurs = async (bytes: Buffer): Promise<RecordBatchMessage> =>
  (await ourDecode(new Decoder(bytes))).records[0];

/** Headers as kafkajs shows them: a name that comes twice holds a list. */
const asStockHeaders = (headers: readonly (readonly [string, Buffer | null])[]): Record<string, unknown> => {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of headers) {
    const before = shown[name];
    shown[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return shown;
};

const show = (fields: readonly unknown[]): string =>
  JSON.stringify(fields, (_, field) =>
    typeof field === 'bigint' || typeof field === 'number' ? String(field) : field,
  );

const compare = async (batch: OddBatch, codec: number): Promise<void> => {
  const bytes = await encodeBatch(batch, codec);
  const stock = (await stockDecode(new Decoder(bytes))).records;
  const ours = await decodeOurs(bytes);
  const plain = [...recordsOf({ ...ours, isControl: false })];
  expect(ours.failure).toBeNull();
  expect(ours.count).toBe(stock.length);
  // Compared as text: deep equality of large buffers takes seconds.
  const shown = plain.map(({ offset, timestampMs, key, value, headers }) =>
    show([offset, timestampMs, key, value, asStockHeaders(headers)]),
  );
  expect(shown).toEqual(
    stock.map(({ offset, timestamp, key, value, headers }) => show([offset, timestamp, key, value, headers])),
  );
  for (const { isControlRecord, batchContext } of stock) {
    expect(ours.isControlRecord).toBe(isControlRecord);
    expect(ours.batchContext).toEqual({
      producerId: batchContext.producerId,
      inTransaction: batchContext.inTransaction,
    });
  }
  if (stock.length > 0 && ours.isControl) expect(ours.key).toEqual(stock[0]!.key);
};

beforeAll(registerCodecs);

describe('record batch decoder', () => {
  for (const [name, codec] of Object.entries(codecNumbers))
    it(`reads what kafkajs' own decoder reads: ${name}`, () =>
      fc.assert(
        fc.asyncProperty(oddBatch, (batch) => compare(batch, codec)),
        { numRuns: name === 'none' ? 500 : 100 },
      ));

  it('stands for the whole batch: the last offset also where log cleaning removed it', async () => {
    const batch: OddBatch = { ...emptyBatch, firstOffset: 100n, lastOffsetDelta: 9, records: [record(2), record(5)] };
    const ours = await decodeOurs(await encodeBatch(batch, 0));
    expect([ours.offset, ours.firstOffset, ours.lastOffset, ours.count]).toEqual(['109', 100n, 109n, 2]);
    const emptied = await decodeOurs(await encodeBatch({ ...batch, records: [] }, codecNumbers.lz4));
    expect([emptied.offset, emptied.count, [...recordsOf(emptied)]]).toEqual(['109', 0, []]);
  });

  it('gives every record the append time of its batch where the topic says so', async () => {
    const batch = {
      ...emptyBatch,
      attributes: 0x08,
      firstTimestamp: 5n,
      maxTimestamp: 77n,
      records: [record(0), record(1)],
    };
    const ours = await decodeOurs(await encodeBatch(batch, 0));
    expect([...recordsOf(ours)].map((one) => one.timestampMs)).toEqual([77, 77]);
  });

  it('ends with a partial batch at the end of a response exactly as kafkajs does', async () => {
    const bytes = await encodeBatch({ ...emptyBatch, records: [record(0)] }, 0);
    for (let end = 49; end < bytes.length; end++) {
      await expect(ourDecode(new Decoder(bytes.subarray(0, end)))).rejects.toBeInstanceOf(Partial);
      await expect(stockDecode(new Decoder(bytes.subarray(0, end)))).rejects.toMatchObject({
        name: 'KafkaJSPartialMessageError',
      });
    }
    const two = new Decoder(Buffer.concat([bytes, bytes]));
    await ourDecode(two);
    expect(two.offset).toBe(bytes.length);
    await ourDecode(two);
    expect(two.offset).toBe(2 * bytes.length);
  });

  it('says why records could not be unpacked instead of throwing', async () => {
    for (const codec of [1, 2, 3, 4, 5]) {
      const bytes = await encodeBatch({ ...emptyBatch, records: [record(0)] }, 0);
      bytes.writeInt16BE(codec, 21);
      const ours = await decodeOurs(bytes);
      expect(ours.failure, String(codec)).toMatch(/could not be decompressed/);
      expect([...recordsOf(ours)]).toEqual([]);
    }
  });

  it('refuses records that contradict their own lengths', async () => {
    const whole = await decodeOurs(await encodeBatch({ ...emptyBatch, records: [record(0), record(1)] }, 0));
    const cut = { ...whole, records: whole.records.subarray(0, whole.records.length - 1) };
    expect(() => [...recordsOf(cut)]).toThrow(/malformed/);
    expect(() => [...recordsOf({ ...whole, count: 3 })]).toThrow(/malformed/);
  });
});

const emptyBatch: OddBatch = {
  firstOffset: 0n,
  lastOffsetDelta: 1,
  attributes: 0,
  firstTimestamp: 1_000n,
  maxTimestamp: 2_000n,
  producerId: -1n,
  records: [],
};
const record = (offsetDelta: number, headers: [string, Buffer | null][] = []) => ({
  offsetDelta,
  timestampDelta: 3n,
  key: null,
  value: Buffer.from('v'),
  headers,
});

describe('producer headers', () => {
  const readHeaders = async (...headers: [string, string][]) => {
    const batch = {
      ...emptyBatch,
      records: [
        record(
          0,
          headers.map(([name, value]) => [name, Buffer.from(value)]),
        ),
      ],
    };
    const cursor = new RecordCursor();
    cursor.open(await decodeOurs(await encodeBatch(batch, 0)));
    cursor.next();
    const found = new ProducerHeaders();
    found.read(cursor);
    return [
      found.idStart < 0 ? null : cursor.bytes.toString('utf8', found.idStart, found.idEnd),
      found.seq,
      found.producedAtMs,
    ];
  };

  it('are found among others, in any order', async () => {
    expect(
      await readHeaders(
        ['x', 'y'],
        ['produced-at-ms', '1795380897123'],
        ['producer-seq', '42'],
        ['producer-id', 'p-1'],
      ),
    ).toEqual(['p-1', 42, 1_795_380_897_123]);
  });

  it('that are missing, malformed or repeated make a foreign record', async () => {
    expect(await readHeaders(['producer-idx', 'p'], ['producer-seq', '4x'], ['produced-at-ms', ''])).toEqual([
      null,
      Number.NaN,
      Number.NaN,
    ]);
    expect(await readHeaders(['producer-seq', '-4'], ['producer-id', ''])).toEqual([null, Number.NaN, Number.NaN]);
    expect(
      await readHeaders(['producer-seq', '4'], ['producer-seq', '4'], ['producer-id', 'a'], ['producer-id', 'a']),
    ).toEqual([null, Number.NaN, Number.NaN]);
  });
});

describe('filterAbortedBatches', () => {
  const batchAt = (first: number, last: number, producerId: string, marker: 'abort' | 'commit' | null = null) =>
    ({
      ...{ firstOffset: BigInt(first), lastOffset: BigInt(last), isTransactional: true, isControl: marker !== null },
      ...{
        key: marker === null ? null : Buffer.from([0, 0, 0, marker === 'abort' ? 0 : 1]),
        batchContext: { producerId },
      },
    }) as unknown as RecordBatchMessage;

  it('drops a transaction up to its marker and nothing else', () => {
    const messages = [
      batchAt(0, 3, 'a'),
      batchAt(4, 5, 'b'),
      batchAt(6, 9, 'a'),
      batchAt(10, 10, 'a', 'abort'),
      batchAt(11, 12, 'a'),
      batchAt(13, 13, 'b', 'commit'),
    ];
    const kept = filterAbortedBatches({ messages, abortedTransactions: [{ producerId: 'a', firstOffset: '2' }] });
    expect(kept.map((batch) => Number(batch.firstOffset))).toEqual([4, 10, 11, 13]);
    expect(filterAbortedBatches({ messages, abortedTransactions: [] })).toBe(messages);
  });

  it('knows all transactions that began before the fetched offset, in whatever order they are listed', () => {
    const kept = filterAbortedBatches({
      messages: [batchAt(50, 50, 'b'), batchAt(51, 51, 'a')],
      abortedTransactions: [
        { producerId: 'b', firstOffset: '12' },
        { producerId: 'a', firstOffset: '10' },
      ],
    });
    expect(kept).toEqual([]);
  });
});
