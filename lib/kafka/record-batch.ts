/**
 * What kafkajs hands to `eachBatch` instead of records: one message a record batch (format v2), made by
 * `record-batch-decoder.ts`. Its first fields are those kafkajs' own consumer code looks at; `offset` is the offset of
 * the batch's last record, so `batch.firstOffset()` is not the first record's offset, and `eachMessage` is of no use.
 * Records are read with `RecordCursor` (no objects) or `recordsOf` (objects).
 */
export interface RecordBatchMessage {
  /** Last offset as decimal text: what `resolveOffset` takes. */
  readonly offset: string;
  /** `maxTimestamp` as decimal text. */
  readonly timestamp: string;
  /** Key of a control batch's first record (its marker), else null. */
  readonly key: Buffer | null;
  readonly value: null;
  readonly headers: Readonly<Record<string, never>>;
  /** A transaction marker: holds no events. kafkajs leaves it out of `batch.messages`, not out of `batch.rawMessages`. */
  readonly isControlRecord: boolean;
  /** For kafkajs' filter of aborted transactions. */
  readonly batchContext: { readonly producerId: string; readonly inTransaction: boolean };

  readonly firstOffset: bigint;
  /** Also where log cleaning removed the last records. */
  readonly lastOffset: bigint;
  /** Records that are really there: less than last - first + 1 after log cleaning, 0 in an emptied batch. */
  readonly count: number;
  /** The records, decompressed. A view of the fetch response where nothing was compressed. */
  readonly records: Buffer;
  /** Record batch attributes as sent. */
  readonly attributes: number;
  readonly isControl: boolean;
  readonly isTransactional: boolean;
  /** With `append` every record's time is `maxTimestamp`: the broker's clock at the append. */
  readonly timestampType: 'create' | 'append';
  /** Unix milliseconds. */
  readonly firstTimestamp: number;
  readonly maxTimestamp: number;
  /** Bytes as fetched, header included. */
  readonly batchBytes: number;
  /** Why the records could not be decompressed (`records` is then empty though `count` is not), else null. */
  readonly failure: string | null;
}

/** The record batch behind a kafkajs message; throws on a message of the formats before Kafka 0.11. */
export function asRecordBatch(message: object): RecordBatchMessage {
  if (!('records' in message && 'firstOffset' in message))
    throw new TypeError('a message of a format before Kafka 0.11 was fetched; brokers from 4.0 on have none');
  return message as RecordBatchMessage;
}
