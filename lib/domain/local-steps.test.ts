import { describe, expect, it } from 'vitest';
import { type LocalStep, localColumns, stepFor } from './local-steps';
import { hourMs, zoneSegments } from './time-zone';

const lengths = { hour: 13, day: 10, month: 7, year: 4 } as const;

/** Every hour of the range by the name that the zone's clock gives it, asked of Intl one by one. */
function byHand(zone: string, fromMs: number, toMs: number, step: LocalStep): Map<string, number> {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const hours = new Map<string, number>();
  for (let atMs = fromMs; atMs < toMs; atMs += hourMs) {
    const name = format.format(atMs).replace(' ', 'T').slice(0, lengths[step]);
    hours.set(name, (hours.get(name) ?? 0) + 1);
  }
  return hours;
}

const columnsOf = (zone: string, from: string, to: string, step: LocalStep) =>
  localColumns(zoneSegments(zone, Date.parse(from), Date.parse(to)), step);

describe('localColumns', () => {
  it.each([
    ['Europe/Warsaw', '2026-10-24T10:00Z', '2026-10-26T10:00Z', 'hour'],
    ['Europe/Warsaw', '2026-03-28T10:00Z', '2026-03-30T10:00Z', 'hour'],
    ['Europe/Warsaw', '2026-03-01T05:00Z', '2026-11-05T07:00Z', 'day'],
    ['America/Sao_Paulo', '2018-02-01T00:00Z', '2018-12-01T00:00Z', 'day'],
    ['America/New_York', '2024-01-15T00:00Z', '2026-02-15T00:00Z', 'month'],
    ['Pacific/Apia', '2011-12-20T00:00Z', '2012-01-05T00:00Z', 'day'],
    ['UTC', '2023-06-01T00:00Z', '2026-06-01T00:00Z', 'year'],
  ] as const)('cuts %s from %s to %s by the %s as its clock does', (zone, from, to, step) => {
    const found = columnsOf(zone, from, to, step).map(({ fromMs, toMs, localMs }) => [
      new Date(localMs).toISOString().slice(0, lengths[step]),
      (toMs - fromMs) / hourMs,
    ]);
    expect(found).toEqual([...byHand(zone, Date.parse(from), Date.parse(to), step)]);
  });

  it('begins with the range, not with the step in which that lies', () => {
    const [first] = columnsOf('UTC', '2026-11-27T14:00Z', '2026-11-29T00:00Z', 'day');
    expect(new Date(first!.localMs).toISOString()).toBe('2026-11-27T14:00:00.000Z');
  });

  it('gives nothing for nothing', () => expect(localColumns([], 'day')).toEqual([]));
});

it('a range of any length has a step that gives neither too many columns nor a single one', () => {
  const days = [0.1, 1, 4, 4.1, 28, 90, 120, 121, 365, 3_650, 3_700, 10_000];
  expect(days.map((length) => stepFor(length * 24 * hourMs))).toEqual([
    ...['hour', 'hour', 'hour', 'day', 'day', 'day', 'day', 'month', 'month', 'month', 'year', 'year'],
  ]);
});
