import { describe, expect, it } from 'vitest';
import type { UsersFilters, UsersList } from '@/lib/contracts/user-panels';
import { newestHeadline, whenAdded } from './user-newest';
import { changeTime, placesText, usersHeadline, usersSentence, usersSubtitle, usersTiles } from './users-list';

const row = {
  user: 'ann',
  films: 63,
  watchMinutes: 6_000,
  rated: 5,
  meanRating: 8,
  lastChangeAt: '2026-11-27T14:31:02.000Z',
};
const answerOf = (filters: Partial<UsersFilters> = {}, more: Partial<UsersList> = {}): UsersList => ({
  ...{
    panel: 'users-list',
    title: '',
    unit: '',
    generatedAt: '2026-11-27T14:32:00Z',
    rows: [row],
    firstPlace: 1,
    found: 2_238,
  },
  filters: { prefix: '', sort: 'films', order: 'desc', limit: 25, ...filters },
  total: { users: 2_238, films: 5_608, watchMinutes: 600_000, rated: 5_000, meanRating: 6.5, asOf: '' },
  ...{ next: null, previous: null, ...more },
});

describe('the list of users', () => {
  it.each([
    [answerOf(), 'User ann has most films: 63'],
    [answerOf({ sort: 'watch-time' }), 'User ann watched longest: 100\u00a0h'],
    [answerOf({ sort: 'mean' }), 'User ann rates highest: 8.00'],
    [answerOf({ sort: 'changed' }), 'User ann changed last'],
    [answerOf({ order: 'asc' }), 'Users by films'],
    [answerOf({}, { firstPlace: 26 }), 'Users by films'],
    [answerOf({ prefix: 'an' }, { found: 1 }), '1 id begins with “an”'],
    [answerOf({ prefix: 'an' }, { found: null }), 'Over 5,000 ids begin with “an”'],
    [answerOf({ prefix: 'zz' }, { rows: [] }), 'No id begins with “zz”'],
    [answerOf({}, { rows: [] }), 'No film list is stored yet'],
  ])('the headline fits any order', (answer, headline) => expect(usersHeadline(answer)).toBe(headline));

  it('says how it is ordered and where it stands', () => {
    expect(usersSubtitle(answerOf({ sort: 'mean', order: 'asc' }))).toBe(
      'Users by mean rating, least first · at least 5 ratings · time in UTC · n = 2,238',
    );
    expect(placesText(answerOf({}, { firstPlace: 26 }))).toBe('26–26 of 2,238');
    expect(placesText(answerOf({}, { firstPlace: 26, found: null }))).toBe('26–26 of over 5,000');
    expect(placesText(answerOf({}, { firstPlace: null, found: null }))).toBe('1 user behind the first 5,000');
  });

  it('adds up all lists', () => {
    expect(usersSentence(answerOf())).toBe('2,238 users have 5,608 films in their lists, 2.51 each.');
    expect(usersTiles(answerOf()).map(({ digits, unit }) => `${digits} ${unit}`.trim())).toEqual([
      ...['2.24 k', '5.61 k', '2.51', '10.0 k\u00a0h', '5.00 k', '6.50 of 10'],
    ]);
  });

  it('times carry the day, and the year where it is another', () => {
    expect(changeTime('2026-11-27T14:31:02.000Z', '2026-11-27T00:00:00Z')).toBe('27 Nov 14:31');
    expect(changeTime('2025-01-02T14:31:02.000Z', '2026-11-27T00:00:00Z')).toBe('2 Jan 2025');
  });
});

describe('films that came last', () => {
  const film = (addedAt: string) => ({
    addedAt,
    title: 'X',
    year: 1,
    rating: null,
    watchMinutes: 90,
    month: '2026-11',
  });
  const newest = (times: readonly string[], films = 30) => ({
    ...{
      panel: '',
      title: '',
      unit: '',
      generatedAt: '2026-11-27T14:32:00Z',
      filters: { user: '7', limit: 20 },
      films,
    },
    rows: times.map(film),
  });
  it.each([
    [['2026-11-27T14:31:00Z', '2026-11-27T13:00:00Z'], '1 film came in the last hour'],
    [['2026-11-27T14:31:00Z'], '1 film or more came in the last hour'],
    [['2026-11-26T14:31:00Z'], 'The last film came on 26 November 2026'],
    [[], 'No film came of late'],
  ])('%j: %s', (times, headline) => expect(newestHeadline(newest(times))).toBe(headline));

  it('today’s have a clock time, others a day', () => {
    expect(whenAdded(film('2026-11-27T04:31:00Z'), '2026-11-27T14:32:00Z')).toBe('04:31');
    expect(whenAdded(film('2026-11-07T04:31:00Z'), '2026-11-27T14:32:00Z')).toBe('7 Nov');
  });
});
