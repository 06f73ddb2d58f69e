import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstUtcHourOf, hourMs, isTimeZone, zoneOffsetMs, zoneSegments } from './time-zone';
import { hoursPerSlot, weekSlot } from './week-slots';

const at = (iso: string) => Date.parse(iso);

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/Warsaw', 'America/New_York', 'Etc/GMT+5'])('takes %s', (zone) =>
    expect(isTimeZone(zone)).toBe(true),
  );
  it.each(['', '+02:00', 'Europe/Atlantis', 'UTC; DROP', '../etc', 'Mars'])('refuses "%s"', (zone) =>
    expect(isTimeZone(zone)).toBe(false),
  );
});

describe('zoneSegments', () => {
  it('breaks where summer time begins and ends, to the second', () => {
    expect(zoneSegments('Europe/Warsaw', at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z'))).toEqual([
      { fromMs: at('2026-01-01T00:00Z'), toMs: at('2026-03-29T01:00Z'), offsetMs: hourMs },
      { fromMs: at('2026-03-29T01:00Z'), toMs: at('2026-10-25T01:00Z'), offsetMs: 2 * hourMs },
      { fromMs: at('2026-10-25T01:00Z'), toMs: at('2027-01-01T00:00Z'), offsetMs: hourMs },
    ]);
  });

  it('ends a range at a change without an empty segment', () => {
    expect(zoneSegments('Europe/Warsaw', at('2026-03-28T00:00Z'), at('2026-03-29T01:00Z'))).toHaveLength(1);
  });

  it('covers any range without a hole, each hour with the distance the zone has then', () => {
    const zones = fc.constantFrom(
      'Europe/Warsaw',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Africa/Casablanca',
    );
    const hours = fc.integer({ min: at('2024-01-01T00:00Z') / hourMs, max: at('2027-01-01T00:00Z') / hourMs });
    fc.assert(
      fc.property(zones, hours, fc.integer({ min: 1, max: 3_000 }), (zone, fromHour, count) => {
        const segments = zoneSegments(zone, fromHour * hourMs, (fromHour + count) * hourMs);
        expect(segments[0]!.fromMs).toBe(fromHour * hourMs);
        expect(segments.at(-1)!.toMs).toBe((fromHour + count) * hourMs);
        for (const [index, segment] of segments.entries()) {
          expect(segment.toMs).toBeGreaterThan(segment.fromMs);
          if (index > 0) expect(segment.fromMs).toBe(segments[index - 1]!.toMs);
          expect(zoneOffsetMs(zone, segment.fromMs)).toBe(segment.offsetMs);
          expect(zoneOffsetMs(zone, segment.toMs - 1_000)).toBe(segment.offsetMs);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('firstUtcHourOf', () => {
  const first = (zone: string, local: string) =>
    new Date(firstUtcHourOf(zone, at(`${local}Z`))).toISOString().slice(0, 16);
  it('finds an ordinary hour', () => expect(first('Europe/Warsaw', '2026-07-01T12:00')).toBe('2026-07-01T10:00'));
  it('takes the first of a repeated hour', () =>
    expect(first('Europe/Warsaw', '2026-10-25T02:00')).toBe('2026-10-25T00:00'));
  it('comes after both of a repeated hour', () =>
    expect(first('Europe/Warsaw', '2026-10-25T03:00')).toBe('2026-10-25T02:00'));
  it('takes the change for a skipped hour', () =>
    expect(first('Europe/Warsaw', '2026-03-29T02:00')).toBe('2026-03-29T01:00'));
  it('reaches the zones farthest from UTC', () => {
    expect(first('Pacific/Kiritimati', '2026-01-02T00:00')).toBe('2026-01-01T10:00');
    expect(first('Etc/GMT+12', '2026-01-01T00:00')).toBe('2026-01-01T12:00');
  });
});

describe('slots of the week', () => {
  it('begin on Monday', () => {
    expect(weekSlot(at('2026-11-16T00:00Z'), 0)).toBe(0);
    expect(weekSlot(at('2026-11-15T23:00Z'), 0)).toBe(167);
    expect(weekSlot(at('2026-11-15T23:00Z'), hourMs)).toBe(0);
    expect(weekSlot(at('1969-12-29T00:00Z'), 0)).toBe(0);
  });

  it('are counted by hours as by walking through them, the repeated hour twice', () => {
    const segments = zoneSegments('Europe/Warsaw', at('2026-10-01T00:00Z'), at('2026-11-05T07:00Z'));
    const walked = new Array<number>(168).fill(0);
    for (const { fromMs, toMs, offsetMs } of segments)
      for (let ms = fromMs; ms < toMs; ms += hourMs) walked[weekSlot(ms, offsetMs)]! += 1;
    expect(hoursPerSlot(segments)).toEqual(walked);
    const day = hoursPerSlot(zoneSegments('Europe/Warsaw', at('2026-10-24T22:00Z'), at('2026-10-25T23:00Z')));
    expect(day[6 * 24 + 2]).toBe(2);
  });
});
