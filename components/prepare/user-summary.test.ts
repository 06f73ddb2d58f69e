import { describe, expect, it } from 'vitest';
import type { SummaryRow, UserSummary } from '@/lib/contracts/user-panels';
import { summaryHeadline, summarySentence, summaryTiles } from './user-summary';

const row = (user: string, films: number, more: Partial<SummaryRow> = {}): SummaryRow => ({
  ...{ user, films, watchMinutes: films * 100, rated: films, meanRating: films === 0 ? null : 7.414 },
  ...{ lastChangeAt: '2026-11-27T14:31:02.000Z', months: 3, firstMonth: '2026-01', lastMonth: '2026-11', ...more },
});
const answerOf = (rows: readonly SummaryRow[], more: Partial<UserSummary> = {}): UserSummary => ({
  ...{ panel: 'user-summary', title: '', unit: '', generatedAt: '', rows, common: null, topGenre: null },
  ...{ filters: { user: rows[0]?.user ?? null, with: rows[1]?.user ?? null }, scattered: false },
  ...{ previous: null, next: null, ...more },
});
const below = (answer: UserSummary) => Object.fromEntries(summaryTiles(answer).map((tile) => [tile.id, tile.below]));

describe('totals of a list', () => {
  it('alone, say what else is worth knowing', () => {
    const answer = answerOf([row('7', 12, { rated: 9 })], { topGenre: { name: 'Drama', films: 8 } });
    expect(summaryTiles(answer).map(({ id, digits, unit }) => [id, digits, unit])).toEqual([
      ['films', '12', ''],
      ['watch-time', '20', 'h'],
      ['rated', '9', 'of 12'],
      ['mean', '7.41', 'of 10'],
      ['months', '3', 'of 11'],
      ['changed', '14:31', ''],
    ]);
    expect(below(answer)).toMatchObject({
      films: 'most: Drama',
      rated: '3 without a rating',
      months: 'since January 2026',
    });
  });

  it('beside another, say the other’s and what is in common', () => {
    const common = { films: 5, bothRated: 12, correlation: -0.414 };
    const answer = answerOf([row('7', 12), row('user-9', 198)], { common });
    expect(below(answer)).toMatchObject({
      films: 'user-9: 198',
      rated: 'user-9: 198 of 198',
      common: 'ratings correlate −0.41, n = 12',
    });
  });

  it('a correlation of few ratings is not told', () => {
    const common = { films: 5, bothRated: 3, correlation: 1 };
    expect(below(answerOf([row('7', 12), row('9', 1)], { common })).common).toBe('3 rated by both');
  });

  it.each([
    [
      answerOf([row('48211', 312)], { topGenre: { name: 'Drama', films: 200 } }),
      'User 48211 watched 312 films in 520\u00a0h, most of them Drama.',
    ],
    [
      answerOf([row('user-1', 312)], { topGenre: { name: 'Drama', films: 100 } }),
      'user-1 watched 312 films in 520\u00a0h, Drama most often.',
    ],
    [answerOf([row('7', 1, { watchMinutes: 0 })]), 'User 7 watched 1 film.'],
    [answerOf([row('7', 0)]), 'User 7 has no film in the list any more.'],
    [answerOf([]), 'No film list is stored yet.'],
  ])('the sentence fits any data', (answer, sentence) => expect(summarySentence(answer)).toBe(sentence));

  it('the headline compares', () => {
    expect(summaryHeadline(answerOf([row('7', 12), row('9', 14)]))).toBe(
      'User 7 watched 12 films, 2 fewer than user 9',
    );
    expect(summaryHeadline(answerOf([row('7', 12)]))).toBe('User 7 watched 12 films in 20\u00a0h');
  });
});
