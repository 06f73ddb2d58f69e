import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c';
import { scanSegment } from './scan-segment';
import { encodeHeader, encodeRecord, type StoredRecord } from './segment-codec';

const header = { producerId: 'p', firstIndex: 7, incarnations: { t: 'c/1' }, sequences: [['t', 0, 3]] as const };
const headerFrame = encodeHeader(header);

const part = fc.oneof(fc.string(), fc.constant(null), fc.uint8Array({ maxLength: 40 }).map(Buffer.from));
const someRecord = fc.record({
  topic: fc.constantFrom('orders', 'events_clicks', 'ü'),
  partition: fc.nat(100),
  sequence: fc.integer({ min: 1, max: 2 ** 40 }),
  acceptedAtMs: fc.double({ min: 1, max: 1e13, noNaN: true }),
  timestampMs: fc.oneof(fc.constant(null), fc.nat()),
  key: part,
  value: part,
  headers: fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { noNullPrototype: true }),
});
const someRecords = fc.array(someRecord, { minLength: 1, maxLength: 8 });

/** A segment of records, of which all up to `synced` were on disk when the later ones were added. */
function segmentOf(records: readonly Parameters<typeof encodeRecord>[0][], synced = 0) {
  const ends = [headerFrame.length];
  const frames = [headerFrame];
  for (const [index, record] of records.entries()) {
    const frame = encodeRecord(record, index < synced ? 0 : ends[synced]!);
    frames.push(frame);
    ends.push(ends.at(-1)! + frame.length);
  }
  return { bytes: Buffer.concat(frames), ends };
}

function read(bytes: Buffer) {
  const records: StoredRecord[] = [];
  return { ...scanSegment(bytes, (record) => records.push(record)), found: records };
}
const asText = (value: string | Buffer | null): string | null => (value === null ? null : String(value));
const comparable = (record: Parameters<typeof encodeRecord>[0]) => ({
  ...record,
  key: asText(record.key),
  value: asText(record.value),
  headers: Object.fromEntries(Object.entries(record.headers).map(([name, value]) => [name, String(value)])),
});
const contents = (found: readonly StoredRecord[]) => found.map(({ bytes: _, ...record }) => comparable(record));

describe('crc32c', () => {
  it('agrees with the published check value', () => {
    expect(crc32c(Buffer.from('123456789')).toString(16)).toBe('e3069283');
    expect(crc32c(Buffer.alloc(32)).toString(16)).toBe('8a9136aa');
  });
});

describe('scanning a segment', () => {
  it('gives back every record as it was written', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const scanned = read(segmentOf(records).bytes);
        expect(contents(scanned.found)).toEqual(records.map(comparable));
        expect(scanned).toMatchObject({ header, records: records.length, tornBytes: 0, damagedAt: null });
      }),
    );
  });

  it('keeps a header of whatever name, __proto__ included', () => {
    const headers = Object.fromEntries([['__proto__', 'a'] as const, ['constructor', 'b'] as const]);
    const place = { topic: 'orders', partition: 0, sequence: 1, acceptedAtMs: 1, timestampMs: null };
    const { found } = read(segmentOf([{ ...place, key: null, value: '', headers }]).bytes);
    expect(Object.entries(found[0]!.headers).map(([name, value]) => [name, String(value)])).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });

  it('cuts the last record off at whichever byte it ends early, and keeps all before it', () => {
    fc.assert(
      fc.property(someRecords, fc.nat(), fc.boolean(), (records, synced, zeros) => {
        const { bytes, ends } = segmentOf(records, synced % records.length);
        const last = ends.at(-2)!;
        for (let length = last; length < bytes.length; length++) {
          const cut = bytes.subarray(0, length);
          const found = read(zeros ? Buffer.concat([cut, Buffer.alloc(bytes.length - length + 5)]) : cut);
          if (zeros && bytes.subarray(length).every((byte) => byte === 0)) continue;
          expect(found).toMatchObject({ records: records.length - 1, end: last, damagedAt: null });
          expect(found.tornBytes).toBeGreaterThanOrEqual(length - last);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('notices every flipped bit: damage of what was on disk is told, the rest is cut off', () => {
    fc.assert(
      fc.property(someRecords, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 7 }), (records, at, syncedTo, bit) => {
        const synced = syncedTo % records.length;
        const { bytes, ends } = segmentOf(records, synced);
        const flippedAt = at % bytes.length;
        bytes[flippedAt]! ^= 1 << bit;
        const scanned = read(bytes);
        const hit = ends.findIndex((end) => flippedAt < end);
        expect(scanned.records).toBe(Math.max(0, hit - 1));
        expect(contents(scanned.found)).toEqual(records.slice(0, Math.max(0, hit - 1)).map(comparable));
        const wasSynced = flippedAt < ends[synced]!;
        if (wasSynced) expect(scanned.damagedAt).toBe(hit === 0 ? 0 : ends[hit - 1]);
        else expect(scanned).toMatchObject({ damagedAt: null, end: ends[hit - 1] });
        if (!wasSynced) expect(scanned.tornBytes).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a segment whose own beginning is torn for none', () => {
    for (let length = 0; length < headerFrame.length; length++)
      expect(read(headerFrame.subarray(0, length))).toMatchObject({
        header: null,
        records: 0,
        end: 0,
        damagedAt: null,
      });
  });
});
