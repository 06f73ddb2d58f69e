import type { RecordBatchMessage } from './record-batch';
import { VarintReader } from './record-cursor-varint';

/**
 * Walks the records of a batch without making objects: after `next()` the fields tell of one record, as ranges
 * `[start, end)` of `bytes`. Null keys and values are -1, -1. One cursor is reused from batch to batch.
 */
export class RecordCursor extends VarintReader {
  /** Offset minus the batch's `firstOffset`. */
  offsetDelta = 0;
  timestampDelta = 0;
  keyStart = -1;
  keyEnd = -1;
  valueStart = -1;
  valueEnd = -1;
  headerCount = 0;
  headersStart = 0;
  /** End of the record and of its headers. */
  recordEnd = 0;
  private left = 0;
  private firstTimestamp = 0;
  private appendTime = Number.NaN;

  open(batch: RecordBatchMessage): void {
    this.openRecords(batch.records, batch.failure === null ? batch.count : 0);
    this.firstTimestamp = batch.firstTimestamp;
    this.appendTime = batch.timestampType === 'append' ? batch.maxTimestamp : Number.NaN;
  }

  openRecords(records: Buffer, count: number): void {
    this.bytes = records;
    this.position = 0;
    this.left = count;
    this.firstTimestamp = 0;
    this.appendTime = Number.NaN;
  }

  /** Time of the record, Unix ms: of its append where the topic says so (LogAppendTime), else of its creation. */
  get timestampMs(): number {
    return Number.isNaN(this.appendTime) ? this.firstTimestamp + this.timestampDelta : this.appendTime;
  }

  /** Moves to the next record; false behind the last one. Throws MalformedRecordError. */
  next(): boolean {
    if (this.left === 0) return false;
    this.left -= 1;
    const length = this.varint();
    const end = this.position + length;
    if (length < 0 || end > this.bytes.length) throw this.malformed();
    this.recordEnd = end;
    this.position += 1;
    this.timestampDelta = this.varint();
    this.offsetDelta = this.varint();
    const keyBytes = this.varint();
    if (keyBytes < 0) {
      this.keyStart = -1;
      this.keyEnd = -1;
    } else {
      this.keyStart = this.position;
      this.keyEnd = this.position += keyBytes;
    }
    const valueBytes = this.varint();
    if (valueBytes < 0) {
      this.valueStart = -1;
      this.valueEnd = -1;
    } else {
      this.valueStart = this.position;
      this.valueEnd = this.position += valueBytes;
    }
    this.headerCount = this.varint();
    this.headersStart = this.position;
    if (this.position > end || this.headerCount < 0) throw this.malformed();
    this.position = end;
    return true;
  }
}
