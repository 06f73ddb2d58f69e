'use client';

import { ratingsSentence } from '@/components/prepare/ratings-sentence';
import { PageHead } from '@/components/ui/page-head';
import type { FilmsTop, RatingsDistribution, RatingsGenres, RatingsOverTime } from '@/lib/contracts/ratings-panels';
import type { Loaded } from '@/lib/contracts/stored-answer';
import { filmsTopView } from './films-top-view';
import { LivePanel } from './live-panel';
import { ratingsDistributionView } from './ratings-distribution-view';
import { RatingsFilterBar } from './ratings-filter-bar';
import { ratingsGenresView } from './ratings-genres-view';
import { ratingsOverTimeView } from './ratings-over-time-view';
import { panelSearch, useRatingsQuery } from './ratings-query';
import { StoredPanel } from './stored-panel';
import { useStoredPanel } from './use-stored-panel';

const noLook = {};
const rmseSize = { width: 421, height: 208 };

/** The ratings page: sentence, filters, how people rate, when, how well it is predicted, what they like. */
export function RatingsBoard(first: {
  distribution: Loaded<RatingsDistribution>;
  overTime: Loaded<RatingsOverTime>;
  genres: Loaded<RatingsGenres>;
  films: Loaded<FilmsTop>;
  defaultZone: string;
}) {
  const [query, change] = useRatingsQuery();
  const periodSearch = panelSearch('ratings-distribution', query);
  const filmsSearch = panelSearch('films-top', query);
  const distribution = useStoredPanel('ratings-distribution', periodSearch, first.distribution);
  const overTime = useStoredPanel('ratings-over-time', periodSearch, first.overTime);
  const genres = useStoredPanel('ratings-genres', '', first.genres);
  const films = useStoredPanel('films-top', filmsSearch, first.films);
  return (
    <>
      <PageHead sentence={ratingsSentence(distribution.answer, genres.answer)} />
      <div className="mt-3">
        <RatingsFilterBar
          query={query}
          onChange={change}
          answer={distribution.answer}
          defaultZone={first.defaultZone}
        />
      </div>
      <div className="mt-4 grid grid-cols-1 gap-4 tablet:grid-cols-2 desktop:grid-cols-3">
        <StoredPanel
          view={ratingsDistributionView}
          polled={distribution}
          search={periodSearch}
          look={noLook}
          className="min-h-71 desktop:h-71"
        />
        <StoredPanel
          view={ratingsOverTimeView}
          polled={overTime}
          search={periodSearch}
          look={noLook}
          className="min-h-71 desktop:h-71"
        />
        <LivePanel id="rmse" assumedSize={rmseSize} className="h-71 tablet:max-desktop:col-span-2" />
      </div>
      <div className="mt-4 grid grid-cols-1 gap-4 desktop:grid-cols-2">
        <StoredPanel view={ratingsGenresView} polled={genres} search="" look={noLook} className="min-h-105" />
        <StoredPanel view={filmsTopView} polled={films} search={filmsSearch} look={noLook} className="min-h-105" />
      </div>
    </>
  );
}
