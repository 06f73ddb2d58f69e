import { describe, expect, it } from 'vitest';
import type { MonthRow, UserMonths } from '@/lib/contracts/user-panels';
import { monthsHeadline, monthsShort, monthsSubtitle, prepareMonths } from './user-months';

const row = (month: string, films: number, withFilms: number | null = null): MonthRow => ({
  ...{ month, films, watchMinutes: films * 90, rated: films },
  ...{ withFilms, withWatchMinutes: withFilms === null ? null : withFilms * 100 },
});
const answerOf = (rows: readonly MonthRow[], other: string | null = null): UserMonths => ({
  ...{ panel: 'user-months', title: '', unit: '', generatedAt: '2026-11-27T00:00:00Z' },
  ...{ filters: { user: '7', with: other }, rows, currentMonth: '2026-11', tz: 'UTC' },
});

describe('months of a film list', () => {
  it('months between without a film are zeros, up to the one that is not over', () => {
    const { columns } = prepareMonths(answerOf([row('2026-07', 3), row('2026-09', 5)]), 'films');
    expect(columns.map(({ key, value, isOpen }) => [key, value, isOpen])).toEqual([
      ['2026-07', 3, false],
      ['2026-08', 0, false],
      ['2026-09', 5, false],
      ['2026-10', 0, false],
      ['2026-11', 0, true],
    ]);
    expect(columns.map(({ mark }) => mark?.text ?? null)).toEqual([null, '0', '5', '0', null]);
  });

  it('the other has no tick before its first film, and a zero after it', () => {
    const model = prepareMonths(answerOf([row('2026-07', 3, 0), row('2026-09', 0, 2)], '9'), 'films');
    expect(model.columns.map(({ other }) => other)).toEqual([null, null, 2, 0, 0]);
    expect(monthsSubtitle(answerOf([], '9'), model, 'films', false)).toBe(
      'Films by month, by date watched · tick = user 9, from September 2026 · dashed = so far · n = 3',
    );
  });

  it('a figure stands above a tick that it would touch, and a zero under one has none', () => {
    const { columns } = prepareMonths(
      answerOf([row('2026-08', 9, 10), row('2026-09', 0, 1), row('2026-10', 0, 8)], '9'),
      'films',
    );
    expect(columns.map(({ mark }) => (mark === null ? null : [mark.text, mark.at]))).toEqual([
      ['9', 10],
      null,
      ['0', 0],
      null,
    ]);
  });

  it('many months are added up by the year, centuries by the decade', () => {
    const years = prepareMonths(answerOf([row('2004-03', 1), row('2004-12', 1), row('2026-11', 4)]), 'films');
    expect(years.step).toBe('year');
    expect(years.columns).toHaveLength(23);
    expect([years.columns[0]!.title, years.columns[0]!.value]).toEqual(['2004', 2]);
    const decades = prepareMonths(answerOf([row('1899-03', 1), row('2026-11', 4)]), 'films');
    expect([decades.step, decades.columns.length, decades.columns[0]!.title]).toEqual(['decade', 14, '1890 to 1899']);
  });

  it.each([
    [[row('2024-11', 23), row('2024-12', 4)], 'Most in November 2024: 23 films'],
    [[row('2026-11', 1)], 'All in November 2026: 1 film'],
    [[row('2026-01', 2), row('2026-03', 2), row('2026-04', 1)], 'Most in January 2026 and March 2026: 2 films'],
    [[row('2026-01', 2), row('2026-03', 2), row('2026-04', 2)], 'At most 2 films a month, in 3 of them'],
    [[row('2026-01', 0, 5)], 'No film in the list'],
  ])('the headline of %j is %s', (rows, headline) =>
    expect(monthsHeadline(prepareMonths(answerOf(rows), 'films'), 'films')).toBe(headline),
  );

  it('is short where there is no room', () => {
    const answer = answerOf([row('2026-01', 2), row('2026-03', 2), row('2026-04', 1)]);
    expect(monthsShort(answer, prepareMonths(answer, 'films'), 'films', true)).toEqual({
      title: 'Most in Jan 2026 and Mar 2026: 2 films',
      subtitle: 'user 7 · Films by month · n = 5',
    });
  });

  it('hours are drawn in place of films', () => {
    const model = prepareMonths(answerOf([row('2026-10', 4), row('2026-11', 2)]), 'watch-time');
    expect(model.columns.map(({ value }) => value)).toEqual([6, 3]);
    expect(monthsHeadline(model, 'watch-time')).toBe('Most in October 2026: 6\u00a0h');
  });

  it('every name of a month stands once, with the year below the first of each', () => {
    const { columns } = prepareMonths(answerOf([row('2024-01', 1)]), 'films');
    const labels = columns.flatMap(({ label }) =>
      label === null ? [] : [`${label.text} ${label.below ?? ''}`.trim()],
    );
    expect(labels).toEqual(['Jan 2024', 'Jul', 'Jan 2025', 'Jul', 'Jan 2026', 'Jul']);
  });
});
