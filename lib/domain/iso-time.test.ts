import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIsoTime } from './iso-time';
import { isoTimeOfBytes } from './iso-time-bytes';

const ofBytes = (text: string): number => {
  const bytes = Buffer.from(`"${text}"9Z`, 'latin1');
  return isoTimeOfBytes(bytes, 1, 1 + text.length);
};
const part = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
const isoText = fc
  .record({
    year: fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(1900, 2000, 2024, 1970, 4)),
    month: part(13),
    day: part(32),
    hour: part(25),
    minute: part(61),
    second: part(61),
    fraction: fc.constantFrom('', '.0', '.12', '.123', '.999', '.1234', '.123456789', '.', '.12a'),
    zone: fc.constantFrom('Z', '+00:00', '-00:00', '+01:30', '-23:59', '+24:00', '', 'z', '+0100', '+01:60'),
  })
  .map(
    (t) =>
      `${String(t.year).padStart(4, '0')}-${t.month}-${t.day}T${t.hour}:${t.minute}:${t.second}${t.fraction}${t.zone}`,
  );

describe('ISO times', () => {
  it('are read as Date does, over the whole calendar', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59.999Z'),
          noInvalidDate: true,
        }),
        (date) => {
          expect(parseIsoTime(date.toISOString())).toBe(date.getTime());
          expect(ofBytes(date.toISOString())).toBe(date.getTime());
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('read from bytes are never other than those read from text', () => {
    let read = 0;
    fc.assert(
      fc.property(isoText, (text) => {
        const fast = ofBytes(text);
        if (Number.isNaN(fast)) return;
        read++;
        expect(fast).toBe(parseIsoTime(text));
      }),
      { numRuns: 30_000 },
    );
    expect(read).toBeGreaterThan(1_000);
  });

  it('need a day that exists, four digits of a year and an offset', () => {
    for (const text of [
      '2026-02-29T00:00:00Z',
      '1900-02-29T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '+275760-09-13T00:00:00Z',
      '2026-11-22T20:54:57',
      '2026-11-22',
      '2026-11-22T24:00:00Z',
      '2026-11-22T20:54:60Z',
      '2026-11-22T20:54:57+24:00',
      ' 2026-11-22T20:54:57Z',
    ])
      expect([parseIsoTime(text), ofBytes(text)], text).toEqual([Number.NaN, Number.NaN]);
  });

  it('may leave out seconds, and carry any offset', () => {
    expect(parseIsoTime('2026-11-22T20:54Z')).toBe(Date.UTC(2026, 10, 22, 20, 54));
    expect(parseIsoTime('2026-11-22T20:54:57.1239+01:30')).toBe(Date.UTC(2026, 10, 22, 19, 24, 57, 123));
    expect(ofBytes('2026-11-22T20:54:57.123+01:30')).toBe(Date.UTC(2026, 10, 22, 19, 24, 57, 123));
  });
});
