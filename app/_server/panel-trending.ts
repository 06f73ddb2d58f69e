import { z } from 'zod';
import { panels } from '@/components/panels/registry';
import {
  type FilmsTrending,
  type ListsTrending,
  type TrendingAnswer,
  type TrendingWindow,
  trendingWindows,
} from '@/lib/contracts/engagement-panels';
import type { FilmSource } from '@/lib/contracts/film-sources';
import { queryTrending, type Ranking } from '@/lib/db/query-trending';
import { trendingRange } from '@/lib/domain/trending-window';
import { createAgedAnswers } from './aged-answers';
import { oneOf, type PanelContext, storedPanel } from './stored-panel';
import { filmRow, listsRow } from './trending-rows';

const shape = z.object({ window: oneOf(trendingWindows) });
const limit = 50;

interface RankedAt {
  readonly ranking: Ranking;
  readonly nowMs: number;
}

/** Survives the module reloads of `next dev`, as the pool does. */
const kept = globalThis as typeof globalThis & {
  streamscopeRankings?: WeakMap<object, ReturnType<typeof createAgedAnswers>>;
};

function rankingsOf(database: object): ReturnType<typeof createAgedAnswers> {
  kept.streamscopeRankings ??= new WeakMap();
  const known = kept.streamscopeRankings.get(database) ?? createAgedAnswers();
  kept.streamscopeRankings.set(database, known);
  return known;
}

const rankedAt = ({ database, nowMs }: PanelContext, window: TrendingWindow, source: FilmSource): Promise<RankedAt> =>
  rankingsOf(database).answer(`${source} ${window}`, async () => ({
    ranking: await queryTrending(database, { window, nowMs, limit, source }),
    nowMs,
  }));

function answer<Row>(
  panel: 'films-trending' | 'lists-trending',
  window: TrendingWindow,
  { ranking, nowMs }: RankedAt,
  rows: readonly Row[],
): TrendingAnswer<Row> {
  const { events, eventsBefore, films, filmsBefore } = ranking;
  const { fromMs, toMs } = trendingRange(window, nowMs);
  const { title, unit } = panels[panel];
  const asOf = new Date(nowMs).toISOString();
  return {
    ...{ panel, title, unit, rows, asOf, events, eventsBefore, films, filmsBefore },
    generatedAt: asOf,
    filters: { window },
    range: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
  };
}

const film = ['rank', 'rankBefore', 'film', 'title', 'year', 'score', 'events', 'eventsBefore'];

/** Readers of the rankings. What they cost grows with the minutes of their window, so their answers may have an age. */
export const trendingPanels = {
  'films-trending': storedPanel({
    shape,
    columns: [...film, 'views', 'clicks', 'ratings', 'leads', 'leadsShare', 'leadsRecent', 'leadsEarlier'],
    async answer({ window: asked }, context): Promise<FilmsTrending> {
      const window = asked ?? trendingWindows[0];
      const at = await rankedAt(context, window, 'engagement');
      return answer('films-trending', window, at, at.ranking.ranked.map(filmRow));
    },
  }),
  'lists-trending': storedPanel({
    shape,
    columns: [...film, 'genres'],
    async answer({ window: asked }, context): Promise<ListsTrending> {
      const window = asked ?? trendingWindows[0];
      const at = await rankedAt(context, window, 'lists');
      return answer('lists-trending', window, at, at.ranking.ranked.map(listsRow));
    },
  }),
};
