import { z } from 'zod';
import { panels } from '@/components/panels/registry';
import {
  affinityKinds,
  type PairFilters,
  type UserAffinities,
  type UserMonths,
  type UserNewest,
  type UserRatings,
  type UserSummary,
} from '@/lib/contracts/user-panels';
import type { Database } from '@/lib/db/client';
import { queryUserAffinities } from '@/lib/db/query-user-affinities';
import { queryUserMonths } from '@/lib/db/query-user-months';
import { queryUserNewest } from '@/lib/db/query-user-newest';
import { queryUserRatings } from '@/lib/db/query-user-ratings';
import { queryUserSummary } from '@/lib/db/query-user-summary';
import type { UserPair } from '@/lib/db/user-pair';
import { exactShare } from '@/lib/domain/exact-share';
import { createMonthOf } from '@/lib/streams/movie-events/watch-date';
import { meanOf } from './list-figures';
import { usersListPanel } from './panel-users-list';
import { oneOf, storedPanel } from './stored-panel';
import { readFirstUser } from './user-pages';
import { pairParameters, pairShape, userId, wholeNumber } from './user-parameters';

type PairPanelId = 'user-summary' | 'user-months' | 'user-ratings' | 'user-affinities' | 'user-newest';

const head = (panel: PairPanelId) => ({
  panel,
  title: panels[panel].title,
  unit: panels[panel].unit,
  generatedAt: new Date().toISOString(),
});

/** Who is asked about; where nobody is named, who has most films; null when nothing is stored. */
async function pairOf(
  database: Database,
  asked: { readonly user: string | null; readonly with: string | null },
): Promise<UserPair | null> {
  const user = asked.user ?? (await readFirstUser(database));
  return user === null ? null : { user, other: asked.with };
}

const filtersOf = (pair: UserPair | null): PairFilters => ({ user: pair?.user ?? null, with: pair?.other ?? null });

const shareOf = (films: number, all: number): number => exactShare(BigInt(films), BigInt(all));

export const userPanels = {
  'users-list': usersListPanel,
  'user-summary': storedPanel({
    shape: pairParameters,
    columns: [
      ...['user', 'films', 'watchMinutes', 'rated', 'meanRating', 'lastChangeAt'],
      ...['months', 'firstMonth', 'lastMonth'],
    ],
    async answer(asked, { database }): Promise<UserSummary> {
      const pair = await pairOf(database, asked);
      const base = { ...head('user-summary'), filters: filtersOf(pair) };
      if (pair === null)
        return { ...base, rows: [], common: null, topGenre: null, scattered: false, previous: null, next: null };
      const { totals, common, topGenre, previous, next } = await queryUserSummary(database, pair);
      return {
        ...base,
        rows: totals.map((one) => ({
          ...{ user: one.user, films: one.films, watchMinutes: Number(one.minutes), rated: one.rated },
          ...{ meanRating: meanOf(one), lastChangeAt: one.lastEventAt.toISOString() },
          ...{ months: one.months, firstMonth: one.firstMonth, lastMonth: one.lastMonth },
        })),
        common,
        topGenre,
        scattered: totals[0]!.scattered,
        ...{ previous, next },
      };
    },
  }),
  'user-months': storedPanel({
    shape: pairParameters,
    columns: ['month', 'films', 'watchMinutes', 'rated', 'withFilms', 'withWatchMinutes'],
    async answer(asked, { database, defaultZone, nowMs }): Promise<UserMonths> {
      const pair = await pairOf(database, asked);
      const months = pair === null ? [] : await queryUserMonths(database, pair);
      return {
        ...head('user-months'),
        filters: filtersOf(pair),
        rows: months.map(({ month, films, minutes, rated, otherFilms, otherMinutes }) => ({
          ...{ month, films, watchMinutes: Number(minutes), rated, withFilms: otherFilms },
          withWatchMinutes: otherMinutes === null ? null : Number(otherMinutes),
        })),
        ...{ currentMonth: createMonthOf(defaultZone)(nowMs), tz: defaultZone },
      };
    },
  }),
  'user-ratings': storedPanel({
    shape: pairParameters,
    columns: ['rating', 'films', 'share', 'withFilms', 'withShare'],
    async answer(asked, { database }): Promise<UserRatings> {
      const pair = await pairOf(database, asked);
      const counts = pair === null ? [] : await queryUserRatings(database, pair);
      const own = ratedOf(counts.map(({ halves, films }) => [halves, films]));
      const beside = ratedOf(counts.map(({ halves, otherFilms }) => [halves, otherFilms ?? 0]));
      const isPair = pair !== null && pair.other !== null;
      return {
        ...head('user-ratings'),
        filters: filtersOf(pair),
        rows:
          own.rated === 0
            ? []
            : counts.map(({ halves, films, otherFilms }) => ({
                ...{ rating: halves / 2, films, share: shareOf(films, own.rated), withFilms: otherFilms },
                withShare: otherFilms === null || beside.rated === 0 ? null : shareOf(otherFilms, beside.rated),
              })),
        ...{ rated: own.rated, meanRating: meanOf(own) },
        ...{ withRated: isPair ? beside.rated : null, withMeanRating: isPair ? meanOf(beside) : null },
      };
    },
  }),
  'user-affinities': storedPanel({
    shape: z.object({
      ...pairShape,
      kind: oneOf(affinityKinds),
      limit: wholeNumber(1, 1_000, 50),
    }),
    columns: ['rank', 'name', 'films', 'rated', 'meanRating', 'withFilms', 'withMeanRating'],
    async answer({ kind: named, limit, ...asked }, { database }): Promise<UserAffinities> {
      const kind = named ?? affinityKinds[0];
      const pair = await pairOf(database, asked);
      const found = pair === null ? null : await queryUserAffinities(database, { ...pair, kind, limit });
      return {
        ...head('user-affinities'),
        filters: { ...filtersOf(pair), kind, limit },
        rows: (found?.names ?? []).map((name, at) => ({
          ...{ rank: at + 1, name: name.name, films: name.films, rated: name.rated, meanRating: meanOf(name) },
          withFilms: name.otherFilms,
          withMeanRating:
            name.otherRated === null ? null : meanOf({ rated: name.otherRated, ratingSum: name.otherRatingSum! }),
        })),
        ...{ names: found?.count ?? 0, films: found?.films ?? 0, withFilms: found?.otherFilms ?? null },
      };
    },
  }),
  'user-newest': storedPanel({
    shape: z.object({ user: userId, limit: wholeNumber(1, 200, 20) }),
    columns: ['addedAt', 'title', 'year', 'rating', 'watchMinutes', 'month'],
    async answer({ user: named, limit }, { database }): Promise<UserNewest> {
      const pair = await pairOf(database, { user: named, with: null });
      const found = pair === null ? null : await queryUserNewest(database, { user: pair.user, limit });
      return {
        ...head('user-newest'),
        filters: { user: pair?.user ?? null, limit },
        rows: (found?.films ?? []).map(({ addedAt, title, year, halves, minutes, month }) => ({
          ...{ addedAt: addedAt.toISOString(), title, year, rating: halves === null ? null : halves / 2 },
          ...{ watchMinutes: minutes === 0 ? null : minutes, month },
        })),
        films: found?.count ?? 0,
      };
    },
  }),
};

function ratedOf(counts: readonly (readonly [halves: number, films: number])[]) {
  return {
    rated: counts.reduce((sum, [, films]) => sum + films, 0),
    ratingSum: counts.reduce((sum, [halves, films]) => sum + halves * films, 0),
  };
}
