import { describe, expect, it } from 'vitest';
import type { UserRatings } from '@/lib/contracts/user-panels';
import { prepareRatings, ratingsHeadline, ratingsShort, ratingsSubtitle } from './user-ratings';

const answerOf = (counts: Readonly<Record<number, number>>, other: Readonly<Record<number, number>> | null = null) => {
  const sum = (of: Readonly<Record<number, number>>) => Object.values(of).reduce((all, films) => all + films, 0);
  const mean = (of: Readonly<Record<number, number>>) =>
    sum(of) === 0
      ? null
      : Object.entries(of).reduce((all, [rating, films]) => all + Number(rating) * films, 0) / sum(of);
  return {
    ...{ panel: 'user-ratings', title: '', unit: '', generatedAt: '', filters: { user: '7', with: other && '9' } },
    rows: Array.from({ length: 20 }, (_, at) => {
      const rating = (at + 1) / 2;
      const [films, withFilms] = [counts[rating] ?? 0, other === null ? null : (other[rating] ?? 0)];
      return {
        ...{ rating, films, share: films / sum(counts), withFilms },
        withShare: other === null || sum(other) === 0 ? null : withFilms! / sum(other),
      };
    }),
    ...{ rated: sum(counts), meanRating: mean(counts) },
    ...{ withRated: other && sum(other), withMeanRating: other && mean(other) },
  } satisfies UserRatings;
};

describe('distribution of ratings', () => {
  it('is in percent of own ratings, whatever the lengths of the lists', () => {
    const { columns } = prepareRatings(answerOf({ 8: 3, 9.5: 1 }, { 8: 30, 2: 10 }));
    const shown = columns.filter(({ value, other }) => value > 0 || (other ?? 0) > 0);
    expect(shown.map(({ key, value, other }) => [key, value, other])).toEqual([
      ['2.0', 0, 25],
      ['8.0', 75, 75],
      ['9.5', 25, 0],
    ]);
    expect(columns.flatMap(({ mark }) => (mark === null ? [] : [mark.text]))).toEqual(['75']);
  });

  it('another without a rating has no tick', () => {
    const answer = answerOf({ 8: 3 }, {});
    expect(prepareRatings(answer).columns.every(({ other }) => other === null)).toBe(true);
    expect(ratingsSubtitle(answer, false)).toContain('tick = user 9, without a rating');
  });

  it('is short where there is no room', () => {
    const answer = answerOf({ 8: 6 }, { 6: 6 });
    expect(ratingsShort(answer, true)).toEqual({
      title: 'Rates 8.00, 2.00 above',
      subtitle: 'user 7 · % of own ratings · tick = user 9 · n = 6',
    });
  });

  it.each([
    [answerOf({ 8: 6 }, { 6: 6 }), 'Rates 8.00 on average, 2.00 above user 9'],
    [answerOf({ 4: 6 }, { 6: 6 }), 'Rates 4.00 on average, 2.00 below user 9'],
    [answerOf({ 4: 6 }, { 4: 9 }), 'Rates 4.00 on average, as user 9 does'],
    [answerOf({ 4: 6 }, { 6: 2 }), 'Rates 4.00 on average'],
    [answerOf({ 4: 6 }), 'Rates 4.00 on average'],
    [answerOf({ 4: 1, 5: 1 }), 'Only 2 ratings, 4.50 on average'],
    [answerOf({ 4: 1 }), 'Only 1 rating, 4.00 on average'],
  ])('says what the data say', (answer, headline) => expect(ratingsHeadline(answer)).toBe(headline));
});
