import { describe, expect, it } from 'vitest';
import {
  type DistributionRow,
  type FilmsTop,
  type FilmsTopRow,
  type GenreRow,
  type OverTimeRow,
  type RatingsDistribution,
  type RatingsGenres,
  type RatingsOverTime,
  ratingValues,
} from '@/lib/contracts/ratings-panels';
import { filmsHeadline, filmsSubtitle, filmTitle, spreadMark } from './films-top';
import { distributionHeadline, distributionSubtitle, gapHeadline, prepareDistribution } from './ratings-distribution';
import { genresHeadline, genresSubtitle, prepareGenres } from './ratings-genres';
import { overTimeHeadline, prepareOverTime } from './ratings-over-time';
import { ratingsSentence } from './ratings-sentence';
import { percentDigits, signedPoints } from './ratings-words';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const model = { users: 10_000, genres: 20, topK: 3, alpha: 0.5, noise: 0.3 };
const frame = { unit: '', generatedAt: '2026-11-22T20:00:00.000Z' };
const period = {
  filters: { from: '2026-11-22T00:00', to: '2026-11-23T00:00', tz: 'UTC' },
  range: { from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' },
  stored: { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T20:00:00.000Z' },
  leftOut: 0,
};

/** Counts by value beside equal expectations of a tenth, within five points. */
function distribution(counts: readonly number[], more: Partial<RatingsDistribution> = {}): RatingsDistribution {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rows = ratingValues.map((rating, at): DistributionRow => {
    const share = counts[at]! / total;
    const range = { expectedShare: 0.1, low: 0.05, high: 0.15 };
    return {
      rating,
      count: counts[at]!,
      share,
      ...range,
      difference: share - 0.1,
      outside: share < 0.05 || share > 0.15,
    };
  });
  const own = { panel: 'ratings-distribution', title: 'Distribution of ratings', model, total, users: 50 };
  return { ...frame, ...period, ...own, rows: total === 0 ? [] : rows, ...more };
}

const genre = (name: string, leading: number, expected: number, top = 0.2): GenreRow => ({
  ...{ genre: name, leading: Math.round(leading * 1_000), leadingShare: leading, leadingExpected: expected },
  ...{ leadingLow: expected - 0.02, leadingHigh: expected + 0.02, leadingOutside: Math.abs(leading - expected) > 0.02 },
  ...{ top: 1, topShare: top, topExpected: 0.2, topLow: 0.1, topHigh: 0.3, topOutside: top > 0.3 },
});
const genres = (rows: readonly GenreRow[]): RatingsGenres => ({
  ...{ ...frame, panel: 'ratings-genres', title: 'Genre bias', filters: {}, rows, model },
  ...{ users: 1_000, allUsers: 3_000, fewestRatings: 20, simulated: { ratingsPerUser: 50, users: 10_000 } },
});

const step = (time: string, ratings: number | null, kind: OverTimeRow['kind'] = 'measured'): OverTimeRow => ({
  ...{ time, from: `${time}:00.000Z`, to: `${time}:00.000Z`, kind, ratings },
  ...(Object.fromEntries(
    ratingValues.map((value) => [value, value === '2.5' ? ratings : kind === 'measured' ? 0 : null]),
  ) as Record<(typeof ratingValues)[number], number | null>),
});
const overTime = (rows: readonly OverTimeRow[], unit: RatingsOverTime['step'] = 'hour'): RatingsOverTime => ({
  ...{ ...frame, ...period, panel: 'ratings-over-time', title: 'Ratings over time', step: unit, rows },
  total: rows.reduce((sum, row) => sum + (row.ratings ?? 0), 0),
});

const film = (more: Partial<FilmsTopRow> = {}): FilmsTopRow => ({
  ...{ rank: 1, film: 7, title: 'The Third Man', year: 1949, genres: ['Film-Noir'] },
  ...{ ratings: 212, mean: 4.31, shrunkenMean: 4.17, deviation: 0.5, ...more },
});
const films = (rows: readonly FilmsTopRow[]): FilmsTop => ({
  ...{ ...frame, panel: 'films-top', title: 'Top films', filters: { minimum: 100, genre: null, limit: 10 }, rows },
  ...{ qualifying: 214, rated: 12_000, catalogue: 27_278, globalMean: 2.63, shrinkage: 20 },
});

const even = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10];

describe('the distribution', () => {
  it('is headed by what is given most and the largest gap, in narrow heads by the gap alone', () => {
    const answer = distribution([10, 10, 10, 10, 10, 10, 4, 10, 10, 16]);
    expect(plain(gapHeadline(answer))).toBe('Largest gap: 6.0 points at 3.5');
    expect(plain(distributionHeadline(answer))).toBe(
      '5.0 is given most, 16.0 %; largest gap to the model: 6.0 points at 3.5',
    );
    expect(plain(distributionHeadline(distribution([1, 0, 0, 0, 0, 0, 0, 0, 0, 1])))).toMatch(
      /^0\.5 and 5\.0 are given most, 50\.0 % each; /,
    );
    expect(plain(distributionHeadline(distribution(even)))).toMatch(/^10 values are given most, 10\.0 % each; /);
    const none = distribution(new Array(10).fill(0));
    expect([distributionHeadline(none), gapHeadline(none)]).toEqual(new Array(2).fill('Distribution of ratings'));
  });

  it('draws measured, expected and range on one axis that holds them all', () => {
    const { bars, axis } = prepareDistribution(distribution([40, 0, 10, 10, 10, 10, 10, 5, 5, 0]));
    expect(axis.max).toBe(60);
    expect(bars[0]).toMatchObject({
      share: 40 / 60,
      expected: 10 / 60,
      outside: true,
      value: '40.0',
      difference: '+30.0',
    });
    expect(bars[1]).toMatchObject({ share: 0, value: '0', difference: '\u221210.0' });
  });

  it('says in the subtitle how many ratings the period leaves out', () => {
    expect(distributionSubtitle(distribution(even, { leftOut: 1_204 }))).toBe(
      'Distribution of ratings, measured \u2212 expected · % of all · 22 Nov, UTC · n = 100 · 1,204 outside this period',
    );
  });

  it('names the year of a period that is not of this one', () => {
    const old = { from: '2001-01-01T00:00', to: '2001-02-01T00:00', tz: 'UTC' };
    expect(distributionSubtitle(distribution(even, { filters: old }))).toContain(' · 1 Jan – 31 Jan 2001, UTC · ');
    const long = { ...old, to: '2026-02-01T00:00' };
    expect(distributionSubtitle(distribution(even, { filters: long }))).toContain(
      ' · 1 Jan 2001 – 31 Jan 2026, UTC · ',
    );
  });

  it('shows a small share never as nothing, and no share as zero', () =>
    expect([0, 0.0004, 0.0006, 0.297].map(percentDigits)).toEqual(['0', '<0.1', '0.1', '29.7']));

  it('gives no sign to no difference', () =>
    expect([0.0001, -0.0001, 0.004, -0.004].map(signedPoints)).toEqual(['0.0', '0.0', '+0.4', '\u22120.4']));
});

describe('the genres', () => {
  it('are headed by the one that strays most, else by the one that leads most', () => {
    const inside = [genre('Drama', 0.07, 0.07), genre('War', 0.05, 0.044)];
    expect(plain(genresHeadline(genres(inside)))).toBe('Drama leads for 7.0 % of users, 7.0 % expected');
    const stray = [...inside, genre('Horror', 0.02, 0.052), genre('IMAX', 0.07, 0.044)];
    expect(plain(genresHeadline(genres(stray)))).toBe('Horror leads for 2.0 % of users, 5.2 % expected');
    expect(genresHeadline(genres([]))).toBe('Genre bias');
    expect(plain(genresSubtitle(genres(stray)))).toContain('n = 1,000 users with ≥ 20 ratings');
  });

  it('share an axis that holds dots and ranges', () => {
    const { genres: marks, leadingAxis } = prepareGenres(genres([genre('War', 0.089, 0.044, 0.35)]));
    expect(leadingAxis.max).toBe(10);
    expect(marks[0]!.leading).toMatchObject({ at: 0.89, outside: true });
    expect(marks[0]!.top.outside).toBe(true);
    expect(plain(marks[0]!.leading.title)).toBe('8.9 % of users, 4.4 % expected, range 2.4 to 6.4 %');
  });
});

describe('ratings over time', () => {
  const hours = ['2026-11-22T00:00', '2026-11-22T01:00', '2026-11-22T02:00', '2026-11-22T03:00', '2026-11-22T04:00'];
  it('keeps what is zero, unknown and to come apart', () => {
    const answer = overTime([
      ...[step(hours[0]!, null, 'unknown'), step(hours[1]!, null, 'unknown'), step(hours[2]!, 5), step(hours[3]!, 0)],
      step(hours[4]!, null, 'ahead'),
    ]);
    const { unknown, ahead, columns, best } = prepareOverTime(answer);
    expect([unknown, ahead]).toEqual([[{ from: 0, to: 2 }], [{ from: 4, to: 5 }]]);
    expect(columns.map(({ details }) => details[0]![1])).toEqual([
      ...['nothing stored', 'nothing stored', '5', '0', 'not yet happened'],
    ]);
    expect(best).toEqual({ column: 2, value: '5' });
    expect(columns[2]!.tops).toEqual([...new Array(4).fill(0), ...new Array(6).fill(5 / 6)]);
  });

  it.each([
    ['hour', [step(hours[0]!, 3), step(hours[1]!, 9)], 'Busiest at 01:00: 9 ratings'],
    ['day', [step('2026-11-21T00:00', 1), step('2026-11-22T00:00', 0)], 'Busiest on 21 Nov 2026: 1 rating'],
    ['month', [step('2005-04-01T00:00', 1_200)], 'Busiest in Apr 2005: 1,200 ratings'],
    ['year', [step('2005-01-01T00:00', 7), step('2006-01-01T00:00', 7)], '2 years are busiest: 7 ratings each'],
    ['hour', [], 'Ratings over time'],
  ] as const)('is headed by its busiest %s', (unit, rows, headline) =>
    expect(overTimeHeadline(overTime(rows, unit))).toBe(headline),
  );

  it('has a handful of ticks at round times, however long the period', () => {
    const steps = (count: number, unit: RatingsOverTime['step']) =>
      Array.from({ length: count }, (_, at) => {
        const ms = {
          hour: Date.UTC(2026, 10, 20, 5 + at),
          day: Date.UTC(2026, 10, 20 + at),
          month: Date.UTC(2026, 3 + at),
          year: Date.UTC(1996 + at, 0),
        }[unit];
        return step(new Date(ms).toISOString().slice(0, 16), 1);
      });
    const labels = (count: number, unit: RatingsOverTime['step']) =>
      prepareOverTime(overTime(steps(count, unit), unit)).ticks.map(({ label }) => label);
    expect(labels(24, 'hour')).toEqual(['08', '12', '16', '20', '00', '04']);
    expect(labels(72, 'hour')).toEqual(['12', '21 Nov', '12', '22 Nov', '12', '23 Nov']);
    expect(labels(28, 'day')).toEqual(['20 Nov', '27 Nov', '4 Dec', '11 Dec']);
    expect(labels(14, 'month')).toEqual(['May', 'Jul', 'Sep', 'Nov', '2027', 'Mar', 'May']);
    expect(labels(30, 'year')).toEqual(['2000', '2005', '2010', '2015', '2020', '2025']);
    for (const unit of ['hour', 'day', 'month', 'year'] as const)
      for (const count of [2, 3, 8, 25, 49, 60, 97]) expect(labels(count, unit).length).toBeLessThanOrEqual(8);
  });
});

describe('the films', () => {
  it('are headed by the first, and say so when the second is as good to the eye', () => {
    expect(filmsHeadline(films([film(), film({ title: 'Das Boot', shrunkenMean: 4.14 })]))).toBe(
      'The Third Man leads with 4.17',
    );
    expect(filmsHeadline(films([film(), film({ title: 'Das Boot', shrunkenMean: 4.168 })]))).toBe(
      'The Third Man leads with 4.17, just before Das Boot',
    );
    expect(filmsHeadline(films([]))).toBe('Top films');
    expect(filmTitle(film({ title: null }))).toBe('Film 7, in no catalogue');
  });

  it('have the formula with its figures in the subtitle', () =>
    expect(filmsSubtitle(films([film()]))).toBe(
      'Top films by (n × mean + 20 × 2.63) / (n + 20) · at least 100 ratings · 214 of 12,000 rated films qualify',
    ));

  it('have a mark that stays on the scale', () => {
    expect(spreadMark(film({ mean: 2.75, deviation: 1.125 }))).toEqual({ low: 0.25, at: 0.5, high: 0.75 });
    expect(spreadMark(film({ mean: 4.8, deviation: 1 })).high).toBe(1);
  });
});

describe('the sentence of the page', () => {
  it('says whether the ratings fit, and who has more friends than expected', () => {
    const bias = genres([genre('War', 0.089, 0.044), genre('Horror', 0.02, 0.052), genre('Drama', 0.07, 0.07)]);
    expect(ratingsSentence(distribution(even), bias)).toBe(
      '100 ratings fit the model; War has more friends than expected, Horror fewer.',
    );
    expect(
      ratingsSentence(distribution([10, 10, 10, 10, 10, 10, 4, 10, 10, 16]), genres([genre('War', 0.04, 0.04)])),
    ).toBe('100 ratings fit the model but for 3.5 and 5.0; every genre has the friends that are expected.');
    expect(plain(ratingsSentence(distribution([70, 0, 0, 0, 0, 0, 0, 10, 10, 10]), genres([])))).toBe(
      '100 ratings do not fit the model: 0.5 makes 70.0 %, 10.0 % expected.',
    );
  });

  it('says why there is nothing', () => {
    const none = distribution(new Array(10).fill(0));
    expect(ratingsSentence({ ...none, stored: null }, null)).toBe('No rating is stored yet.');
    expect(ratingsSentence(none, null)).toBe('No rating bears a time of this period.');
    expect(ratingsSentence(null, null)).toBe('Who rates how, beside what the model expects.');
  });
});
