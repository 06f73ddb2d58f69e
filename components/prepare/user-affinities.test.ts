import { describe, expect, it } from 'vitest';
import type { AffinityKind, AffinityRow, UserAffinities } from '@/lib/contracts/user-panels';
import { affinitiesHeadline, affinitiesShort, affinitiesSubtitle, prepareAffinities } from './user-affinities';

const row = (name: string, films: number, withFilms: number | null = null, rated = films): AffinityRow => ({
  ...{ rank: 0, name, films, rated, meanRating: rated === 0 ? null : 7.5 },
  ...{ withFilms, withMeanRating: null },
});
const answerOf = (
  rows: readonly AffinityRow[],
  kind: AffinityKind = 'director',
  withFilms: number | null = null,
): UserAffinities => ({
  ...{ panel: 'user-affinities', title: '', unit: '', generatedAt: '', rows, names: rows.length, films: 40, withFilms },
  filters: { user: '7', with: withFilms === null ? null : '9', kind, limit: 50 },
});

describe('directors, actors and genres', () => {
  it('bars and ticks stand on one scale, also where the other has more', () => {
    const bars = prepareAffinities(answerOf([row('A', 10, 20), row('B', 5, 0)], 'actor', 60), 10);
    expect(bars.map(({ width, tick }) => [width, tick])).toEqual([
      [0.5, 1],
      [0.25, 0],
    ]);
  });

  it('another whose list is empty has no tick', () =>
    expect(prepareAffinities(answerOf([row('A', 10, 0)], 'actor', 0), 10)[0]!.tick).toBeNull());

  it('a mean of few ratings is unsure, one of none is no number', () => {
    const bars = prepareAffinities(answerOf([row('A', 10, null, 5), row('B', 9, null, 4), row('C', 8, null, 0)]), 10);
    expect(bars.map(({ mean, isUnsure }) => [mean, isUnsure])).toEqual([
      ['7.50', false],
      ['7.50', true],
      ['–', true],
    ]);
  });

  it('only as many as there is room for, which also set the scale', () => {
    const bars = prepareAffinities(answerOf([row('A', 2, 1), row('B', 1, 99)], 'actor', 100), 1);
    expect(bars.map(({ name, width }) => [name, width])).toEqual([['A', 1]]);
  });

  it.each([
    [answerOf([row('Alfred Hitchcock', 14), row('B', 2)]), 'Alfred Hitchcock leads with 14', 'Alfred Hitchcock: 14'],
    [answerOf([row('A', 3), row('B', 3), row('C', 1)]), 'A and 1 other lead with 3', '2 lead with 3'],
    [answerOf([row('A', 1), row('B', 1)]), 'No director has more than one film', 'One film each'],
    [answerOf([row('A', 1)]), 'A leads with 1', 'A: 1'],
    [answerOf([row('Drama', 10)], 'genre'), 'Drama: 25\u00a0% of films', 'Drama: 25\u00a0%'],
    [answerOf([], 'actor'), 'No actor is known', 'No actor is known'],
  ])('says what the data say', (answer, headline, short) => {
    expect(affinitiesHeadline(answer)).toBe(headline);
    expect(affinitiesShort(answer)).toBe(short);
  });

  it('the subtitle names the other, and alone the user', () => {
    const answer = answerOf([row('A', 3)], 'actor', 5);
    expect(affinitiesSubtitle(answer, false)).toBe('Actors · tick = user 9 · 1 actor');
    expect(affinitiesSubtitle(answer, true)).toBe('user 7 · Actors · tick = user 9 · 1 actor');
  });
});
