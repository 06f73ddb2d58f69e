import { decompressRecords } from './codecs';
import type { RecordBatchMessage } from './record-batch';
import { RecordCursor } from './record-cursor';

/** kafkajs' reader of a fetch response, as far as it is used here. */
interface FetchDecoder {
  readonly buffer: Buffer;
  offset: number;
}

const lengthEnd = 12;
/** Bytes of a batch up to its records, without base offset and length. */
const headerBytes = 49;
const codecMask = 0x07;
const appendTimeFlag = 0x08;
const transactionalFlag = 0x10;
const controlFlag = 0x20;
const noRecords = Buffer.alloc(0);
const noHeaders = {};

export interface DecodedBatch {
  readonly records: readonly [RecordBatchMessage];
}

/**
 * Replaces kafkajs 2.2.4's `protocol/recordBatch/v0/decoder`: reads one record batch at the decoder's position and
 * returns a single message that stands for all its records. Like the original it checks no CRC (TCP does) and throws
 * `partial()` when the response ends inside the batch; unlike it, undecodable records are said in `failure`.
 */
export function createRecordBatchDecoder(partial: (text: string) => Error) {
  return async (decoder: FetchDecoder): Promise<DecodedBatch> => {
    const { buffer, offset: at } = decoder;
    const length = buffer.readInt32BE(at + 8);
    const end = at + lengthEnd + length;
    decoder.offset = end;
    if (end > buffer.length || length < headerBytes)
      throw partial(`the fetch response ends inside a record batch of ${length} bytes`);

    const firstOffset = buffer.readBigInt64BE(at);
    const attributes = buffer.readInt16BE(at + 21);
    const lastOffset = firstOffset + BigInt(buffer.readInt32BE(at + 23));
    const maxTimestamp = buffer.readBigInt64BE(at + 35);
    const count = Math.max(0, buffer.readInt32BE(at + 57));
    const codec = attributes & codecMask;
    const isControl = (attributes & controlFlag) !== 0;
    const isTransactional = (attributes & transactionalFlag) !== 0;

    let records = count === 0 ? noRecords : buffer.subarray(at + lengthEnd + headerBytes, end);
    let failure: string | null = null;
    if (codec !== 0 && count > 0) {
      try {
        records = await decompressRecords(codec, records);
      } catch (error) {
        failure = `its records could not be decompressed: ${error instanceof Error ? error.message : String(error)}`;
        records = noRecords;
      }
    }

    const message: RecordBatchMessage = {
      offset: lastOffset.toString(),
      timestamp: maxTimestamp.toString(),
      key: isControl && records.length > 0 ? firstKey(records, count) : null,
      value: null,
      headers: noHeaders,
      isControlRecord: isControl,
      batchContext: { producerId: buffer.readBigInt64BE(at + 43).toString(), inTransaction: isTransactional },
      firstOffset,
      lastOffset,
      count,
      records,
      attributes,
      isControl,
      isTransactional,
      timestampType: (attributes & appendTimeFlag) === 0 ? 'create' : 'append',
      firstTimestamp: Number(buffer.readBigInt64BE(at + 27)),
      maxTimestamp: Number(maxTimestamp),
      batchBytes: lengthEnd + length,
      failure,
    };
    return { records: [message] };
  };
}

function firstKey(records: Buffer, count: number): Buffer | null {
  const cursor = new RecordCursor();
  cursor.openRecords(records, count);
  return cursor.next() && cursor.keyStart >= 0 ? records.subarray(cursor.keyStart, cursor.keyEnd) : null;
}
