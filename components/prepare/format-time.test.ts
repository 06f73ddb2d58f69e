import { describe, expect, it } from 'vitest';
import { formatAge, formatSpan } from './format-age';
import { formatClock } from './format-clock';
import { formatDuration } from './format-duration';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('ages and durations', () => {
  it.each([
    [-5, '0.0 s'],
    [420, '0.4 s'],
    [9_960, '10 s'],
    [47_000, '47 s'],
    [720_000, '12 min'],
    [3 * 3_600_000, '3 h'],
    [3 * 86_400_000, '3 d'],
  ])('an age of %d ms is %s', (age, text) => expect(plain(formatAge(age))).toBe(text));

  it.each([
    [null, '–'],
    [0, '0 ms'],
    [8.4, '8.40 ms'],
    [12, '12.0 ms'],
    [128, '128 ms'],
    [999.6, '1.00 s'],
    [1_240, '1.24 s'],
    [150_000, '2.50 min'],
  ])('a duration of %s ms is %s', (duration, text) => expect(plain(formatDuration(duration))).toBe(text));

  it('spans count minutes and seconds', () => {
    expect(formatSpan(176_000)).toBe('2:56');
    expect(formatSpan(12_000, { pad: true })).toBe('00:12');
    expect(formatSpan(3_723_000)).toBe('1:02:03');
  });

  it('clock times are UTC', () => expect(formatClock(Date.UTC(2026, 0, 2, 14, 32, 7))).toBe('14:32:07'));
});
