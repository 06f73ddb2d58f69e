import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseIsoTime } from '../../domain/iso-time';
import { createMonthOf, monthOfDate, startMsOfDate, startMsOfTime } from './watch-date';

it('reads times as parseIsoTime does', () => {
  const digit = fc.constantFrom(...'0123456789', 'x', '-');
  const written = fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const damaged = fc
    .tuple(written, fc.nat(23), digit)
    .map(([text, at, one]) => text.slice(0, at) + one + text.slice(at + 1));
  fc.assert(
    fc.property(fc.oneof(written, damaged), (text) => {
      expect(startMsOfTime(text), text).toBe(parseIsoTime(text));
    }),
    { numRuns: 20_000 },
  );
  expect(startMsOfTime('2026-11-22T20:54:57+01:00')).toBe(Date.parse('2026-11-22T19:54:57Z'));
});

it.each([
  ['2026-11-22', '2026-11-22T00:00Z'],
  [' 2026-11 ', '2026-11-01T00:00Z'],
  ['2026-11-22T20:15', '2026-11-22T20:15Z'],
  ['2026-11-22T20:15:30.5', '2026-11-22T20:15:30.5Z'],
  ['2026-11-22T20:15:00+01:00', '2026-11-22T19:15Z'],
])('reads the date of watching %s', (date, begins) => {
  expect(startMsOfDate(date)).toBe(Date.parse(begins));
  expect(monthOfDate(date)).toBe('2026-11');
});

it.each(['2026', '2026-13', '2026-02-30', '22.11.2026', '2026-11-22 20:15', 'now', ''])('refuses the date %j', (date) =>
  expect(startMsOfDate(date)).toBeNaN(),
);

it('tells the month of a moment by the wall clock of the zone', () => {
  const endOfMonthMs = Date.parse('2026-11-30T23:30:00Z');
  expect(createMonthOf('UTC')(endOfMonthMs)).toBe('2026-11');
  expect(createMonthOf('Europe/Warsaw')(endOfMonthMs)).toBe('2026-12');
  expect(createMonthOf('America/New_York')(Date.parse('2026-12-01T04:59:59Z'))).toBe('2026-11');
});
