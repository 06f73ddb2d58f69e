import { describe, expect, it } from 'vitest';
import type { FilmsTrending, FilmsTrendingRow } from '@/lib/contracts/engagement-panels';
import {
  engagementSentence,
  filmLines,
  filmsHeadline,
  filmsSubtitle,
  rankChange,
  shortHeadline,
  whyText,
} from './trending';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const jaws: FilmsTrendingRow = {
  ...{ rank: 1, rankBefore: 12, film: 7, title: 'Jaws', year: 1975, score: 133.4, spark: [] },
  ...{ events: 4_218, eventsBefore: 689, views: 2_000, clicks: 2_000, ratings: 218 },
  ...{ leads: 'clicks', leadsShare: 0.62, leadsRecent: 400, leadsEarlier: 1_000 },
};
const answer = (rows: readonly Partial<FilmsTrendingRow>[], change: Partial<FilmsTrending> = {}): FilmsTrending => ({
  ...{ panel: 'films-trending', title: 'Trending films', unit: 'points', generatedAt: '', filters: { window: '1h' } },
  ...{ asOf: '2026-11-22T14:32:07.000Z', range: { from: '', to: '' } },
  ...{ events: 9_000, eventsBefore: 8_000, films: 1_842, filmsBefore: 500 },
  rows: rows.map((row) => ({ ...jaws, ...row })),
  ...change,
});

describe('a trending film', () => {
  it.each([
    [1, 12, '↑ 11'],
    [5, 2, '↓ 3'],
    [4, 4, '='],
    [3, null, 'new'],
    [1, 1_500, '↑ 1,499'],
  ])('of rank %d after %s is %s', (rank, rankBefore, text) =>
    expect(plain(rankChange({ rank, rankBefore }, 9).text)).toBe(text),
  );

  it('has no change where no film had a rank before', () =>
    expect(rankChange({ rank: 1, rankBefore: null }, 0)).toMatchObject({ text: '–', words: 'no ranking before' }));

  it.each([
    [{ leadsRecent: 400, leadsEarlier: 1_000 }, 'clicks 2.00 × in 10 min'],
    [{ leadsRecent: 210, leadsEarlier: 1_000 }, 'clicks bring 62.0 %'],
    [{ leadsRecent: 100, leadsEarlier: 1_000 }, 'clicks bring 62.0 %, falling'],
    [{ leadsRecent: 12, leadsEarlier: 0 }, 'clicks, all in 10 min'],
    [{ leadsRecent: 3, leadsEarlier: 0 }, 'clicks bring 62.0 %'],
    [{ leadsRecent: 9, leadsEarlier: 10 }, 'clicks bring 62.0 %'],
  ])('trends because of %j: %s', (change, text) => expect(plain(whyText({ ...jaws, ...change }, '1h'))).toBe(text));

  it('is a line of the table, by its number where the catalogue does not have it', () => {
    const [line, unknown] = filmLines(answer([{}, { title: null, year: null, eventsBefore: 0, score: 5 }]));
    expect([line!.score, line!.events, line!.before, plain(line!.times)]).toEqual(['133', '4,218', '689', '6.12 ×']);
    expect([unknown!.title, unknown!.year, unknown!.before, unknown!.times, unknown!.score]).toEqual([
      ...['Film 7', '', '0', '–', '5.00'],
    ]);
    const alone = filmLines(answer([{ eventsBefore: 0 }], { eventsBefore: 0, filmsBefore: 0 }));
    expect(alone[0]).toMatchObject({ before: '–', times: '–' });
  });
});

describe('the words above the ranking', () => {
  it('name the film, what happened to it and what it stands beside', () => {
    expect(filmsHeadline(answer([{}]))).toBe('Jaws leads with 4,218 events, 689 the hour before');
    const alone = { eventsBefore: 0, filmsBefore: 0 };
    expect(filmsHeadline(answer([{ events: 1 }], alone))).toBe('Jaws leads with 1 event in the last hour');
    expect(filmsHeadline(answer([{}, {}, {}]))).toBe('Jaws and 2 others lead with the same score');
    expect([shortHeadline(answer([{}])), shortHeadline(answer([{}, {}]))]).toEqual([
      'Jaws leads',
      'Jaws and 1 other lead',
    ]);
    expect(filmsHeadline(answer([]))).toBe('Trending films');
    expect(plain(filmsSubtitle(answer([{}])).short)).toBe(
      'Trending films, half-life 1 h · to 14:32 UTC · n = 9,000 events',
    );
  });

  it('make the sentence of the page', () => {
    expect(plain(engagementSentence(answer([{}])))).toBe('Jaws trends: 6.12 times its hour before, mostly by clicks.');
    expect(engagementSentence(answer([{ eventsBefore: 0 }]))).toBe('Jaws trends, mostly by clicks.');
    expect(engagementSentence(answer([{}], { events: 0 }))).toBe('Nothing happened to any film in the last hour.');
    expect(engagementSentence(answer([]))).toBe('No view, click or rating of a film is stored yet.');
    expect(engagementSentence(null)).toMatch(/^What trends/);
  });
});
