import { z } from 'zod';
import { panels } from '@/components/panels/registry';
import type { FilmsTop, RatingsGenres } from '@/lib/contracts/ratings-panels';
import type { Database } from '@/lib/db/client';
import { filmShrinkage, queryFilmsTop } from '@/lib/db/query-films-top';
import { queryGenreBias, type StoredGenreBias } from '@/lib/db/query-genre-bias';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { binomialRange } from '@/lib/domain/binomial-range';
import { filmGenres, genreNumber } from '@/lib/streams/films/film';
import { fewestRatings } from '@/lib/streams/ratings/genre-bias';
import { ratingsPeriodPanels } from './panel-ratings-period';
import { expectedBias, expectedModel } from './rating-expectations';
import { createSharedAnswers } from './shared-answers';
import { one, storedPanel } from './stored-panel';

const places = (share: number): number => Math.round(share * 1e9) / 1e9;

/** A row for every user is read: so often at most, however many look. */
const biasFreshForMs = 10_000;
const kept = globalThis as typeof globalThis & {
  streamscopeGenreBias?: { readonly countedAtMs: number; readonly bias: StoredGenreBias };
};
const sharing = createSharedAnswers();

function countedBias(database: Database, nowMs: number) {
  const known = kept.streamscopeGenreBias;
  if (known !== undefined && nowMs - known.countedAtMs < biasFreshForMs) return Promise.resolve(known);
  return sharing.answer('genre bias', async () => {
    const counted = { countedAtMs: nowMs, bias: await queryGenreBias(database) };
    kept.streamscopeGenreBias = counted;
    return counted;
  });
}

/** A count of users beside what the simulation found. */
function measured(count: number, users: number, simulatedCount: number, simulatedUsers: number) {
  const expected = simulatedCount / simulatedUsers;
  const { low, high } = binomialRange(users, expected, (expected * (1 - expected)) / simulatedUsers);
  const share = count / users;
  return {
    ...{ count, share: places(share), expected: places(expected), low: places(low), high: places(high) },
    outside: share < low || share > high,
  };
}

function genreRows(
  bias: StoredGenreBias,
  expected: RatingsGenres['simulated'],
  of: Awaited<ReturnType<typeof expectedBias>>,
) {
  const rows = filmGenres.map((genre, number) => {
    const leading = measured(bias.leading[number]!, bias.users, of.bias.leading[number]!, expected.users);
    const top = measured(bias.amongTop[number]!, bias.users, of.bias.amongTop[number]!, expected.users);
    return {
      ...{ genre, leading: leading.count, leadingShare: leading.share, leadingExpected: leading.expected },
      ...{ leadingLow: leading.low, leadingHigh: leading.high, leadingOutside: leading.outside },
      ...{ top: top.count, topShare: top.share, topExpected: top.expected },
      ...{ topLow: top.low, topHigh: top.high, topOutside: top.outside },
    };
  });
  return rows.sort((a, b) => b.topShare - a.topShare);
}

const wholeNumber = (least: number, most: number, usual: number) =>
  one.transform((text, context) => {
    if (text === null) return usual;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    context.addIssue(`must be a whole number from ${least} to ${most.toLocaleString('en-US')}`);
    return z.NEVER;
  });

export const ratingsPanels = {
  ...ratingsPeriodPanels,
  'ratings-genres': storedPanel({
    shape: z.object({}),
    columns: [
      ...['genre', 'leading', 'leadingShare', 'leadingExpected', 'leadingLow', 'leadingHigh', 'leadingOutside'],
      ...['top', 'topShare', 'topExpected', 'topLow', 'topHigh', 'topOutside'],
    ],
    async answer(_, { database, nowMs }): Promise<RatingsGenres> {
      const { bias, countedAtMs } = await countedBias(database, nowMs);
      const of = await expectedBias(bias.users === 0 ? fewestRatings : bias.ratings / bias.users);
      const simulated = { ratingsPerUser: of.ratingsPerUser, users: of.bias.users };
      const { title, unit } = panels['ratings-genres'];
      return {
        ...{ panel: 'ratings-genres', title, unit, generatedAt: new Date(countedAtMs).toISOString(), filters: {} },
        rows: bias.users === 0 ? [] : genreRows(bias, simulated, of),
        ...{ users: bias.users, allUsers: bias.allUsers, fewestRatings, model: expectedModel, simulated },
      };
    },
  }),
  'films-top': storedPanel({
    shape: z.object({
      minimum: wholeNumber(1, 1_000_000, 20),
      genre: one,
      limit: wholeNumber(1, 100, 10),
    }),
    columns: ['rank', 'film', 'title', 'year', 'genres', 'ratings', 'mean', 'shrunkenMean', 'deviation'],
    csvRows: ({ rows }: FilmsTop) => rows.map((row) => ({ ...row, genres: row.genres.join('|') })),
    async answer(filters, { database }): Promise<FilmsTop> {
      if (filters.genre !== null && genreNumber(filters.genre) < 0)
        throw new UnanswerableQuestion('genre', `genre must be one of ${filmGenres.join(', ')}.`);
      const { films, ...totals } = await queryFilmsTop(database, filters);
      const { title, unit } = panels['films-top'];
      const rows = films.map((film, at) => ({
        ...{ rank: at + 1, ...film },
        ...{ mean: places(film.mean), shrunkenMean: places(film.shrunkenMean), deviation: places(film.deviation) },
      }));
      return {
        ...{ panel: 'films-top', title, unit, generatedAt: new Date().toISOString(), filters, rows },
        ...{ ...totals, shrinkage: filmShrinkage },
      };
    },
  }),
};
