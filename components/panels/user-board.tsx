'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { summarySentence, summaryTiles } from '@/components/prepare/user-summary';
import { PageHead } from '@/components/ui/page-head';
import type { Loaded } from '@/lib/contracts/stored-answer';
import {
  type AffinityKind,
  affinityKinds,
  type UserAffinities,
  type UserMonths,
  type UserNewest,
  type UserRatings,
  type UserSummary,
} from '@/lib/contracts/user-panels';
import { FigureTiles } from './figure-tiles';
import { filterSearch } from './panel-search';
import { StoredPanel } from './stored-panel';
import { useStoredPanel } from './use-stored-panel';
import { userAffinitiesView } from './user-affinities-view';
import { UserBar } from './user-bar';
import { userMonthsView } from './user-months-view';
import { userNewestView } from './user-newest-view';
import { userRatingsView } from './user-ratings-view';

const parsers = { with: parseAsString, measure: parseAsStringLiteral(['films', 'watch-time']).withDefault('films') };

export interface UserBoardProps {
  readonly user: string;
  readonly summary: Loaded<UserSummary>;
  readonly months: Loaded<UserMonths>;
  readonly ratings: Loaded<UserRatings>;
  readonly affinities: Readonly<Record<AffinityKind, Loaded<UserAffinities>>>;
  readonly newest: Loaded<UserNewest>;
}

/** The page of one user, alone or beside another. */
export function UserBoard({ user, ...first }: UserBoardProps) {
  const [query, change] = useQueryStates(parsers, { history: 'push', shallow: true, scroll: false });
  const asked = new URLSearchParams({ user, ...(query.with !== null && { with: query.with }) });
  const search = filterSearch('user-summary', asked);
  const summary = useStoredPanel('user-summary', search, first.summary);
  const months = useStoredPanel('user-months', search, first.months);
  const ratings = useStoredPanel('user-ratings', search, first.ratings);
  const newestSearch = filterSearch('user-newest', asked);
  const newest = useStoredPanel('user-newest', newestSearch, first.newest);
  const look = { measure: query.measure };
  const { answer } = summary;
  return (
    <>
      <PageHead sentence={answer === null ? `What ${user} watched.` : summarySentence(answer)} />
      <UserBar
        user={user}
        other={query.with}
        summary={answer}
        fault={summary.error?.parameter === 'with' ? summary.error.message : null}
        measure={query.measure}
        onCompare={(other) => void change({ with: other })}
        onMeasure={(measure) => void change({ measure }, { history: 'replace' })}
      />
      {answer === null ? null : (
        <div className="mt-4">
          <FigureTiles tiles={summaryTiles(answer)} framed />
        </div>
      )}
      <div className="mt-4 grid grid-cols-1 gap-4 desktop:grid-cols-2">
        <StoredPanel view={userMonthsView} polled={months} search={search} look={look} className="min-h-60" />
        <StoredPanel view={userRatingsView} polled={ratings} search={search} look={look} className="min-h-60" />
      </div>
      <div className="mt-4 grid grid-cols-1 gap-4 tablet:grid-cols-2 desktop:grid-cols-[repeat(3,minmax(0,304fr))_minmax(0,432fr)]">
        {affinityKinds.map((kind) => (
          <AffinityPanel key={kind} kind={kind} asked={asked} first={first.affinities[kind]} />
        ))}
        <StoredPanel view={userNewestView} polled={newest} search={newestSearch} look={look} className="min-h-80" />
      </div>
    </>
  );
}

function AffinityPanel({
  kind,
  asked,
  first,
}: {
  kind: AffinityKind;
  asked: URLSearchParams;
  first: Loaded<UserAffinities>;
}) {
  const search = filterSearch('user-affinities', new URLSearchParams([...asked, ['kind', kind]]));
  const polled = useStoredPanel('user-affinities', search, first);
  return (
    <StoredPanel
      view={userAffinitiesView}
      polled={polled}
      search={search}
      look={{}}
      instance={kind}
      className="min-h-80"
    />
  );
}
