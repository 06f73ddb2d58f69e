'use client';

import { useState } from 'react';
import { genreName } from '@/components/prepare/ratings-genres';
import { ratingsPeriodText } from '@/components/prepare/ratings-words';
import { Button } from '@/components/ui/button';
import { type PeriodFilters, ratingsWindows } from '@/lib/contracts/ratings-panels';
import { filmGenres } from '@/lib/streams/films/film';
import { OrdersFilter } from './orders-filter';
import { FilterOptions } from './orders-filter-options';
import { PeriodFields, windowTitles } from './orders-filter-period';
import { zoneOptions } from './orders-zones';
import { type ChangeRatingsQuery, countRatingsFilters, noRatingsFilters, type RatingsQuery } from './ratings-query';

export interface RatingsFilterBarProps {
  readonly query: RatingsQuery;
  readonly onChange: ChangeRatingsQuery;
  /** As resolved by the last answer. */
  readonly answer: { readonly filters: PeriodFilters; readonly generatedAt: string } | null;
  readonly defaultZone: string;
}

const newest = 'newest';
const any = '';
const titles = { ...windowTitles, all: 'Everything stored' };
const periods = [
  { value: newest, label: 'Newest ratings' },
  ...ratingsWindows.map((value) => ({ value, label: titles[value] })),
];
const genres = [{ value: any, label: 'any' }, ...filmGenres.map((value) => ({ value, label: genreName(value) }))];
const usualMinimum = 20;
const minimums = [1, 5, 10, usualMinimum, 50, 100, 500, 1_000];

function Period({ query, onChange, answer }: RatingsFilterBarProps) {
  const custom = query.from !== null || query.to !== null;
  return (
    <div>
      <FilterOptions
        name="Period"
        options={periods}
        chosen={custom ? [] : [query.window ?? newest]}
        many={false}
        onChange={([value]) =>
          onChange({ window: ratingsWindows.find((window) => window === value) ?? null, from: null, to: null })
        }
      />
      <PeriodFields
        from={query.from ?? answer?.filters.from ?? ''}
        to={query.to ?? answer?.filters.to ?? ''}
        onChange={(ends) => onChange({ window: null, ...ends })}
      />
    </div>
  );
}

function Zones({ query, onChange, defaultZone }: RatingsFilterBarProps) {
  const [options] = useState(() => zoneOptions(defaultZone, query.tz));
  return (
    <FilterOptions
      name="Time zone"
      options={options}
      chosen={[query.tz ?? defaultZone]}
      many={false}
      onChange={([tz]) => onChange({ tz: tz === defaultZone ? null : (tz ?? null) })}
    />
  );
}

/** Period and zone of what has a time; genre and least number of ratings of the films. */
export function RatingsFilterBar(props: RatingsFilterBarProps) {
  const { query, onChange, answer, defaultZone } = props;
  const count = countRatingsFilters(query);
  const period =
    answer === null || answer.filters.from === null
      ? 'everything stored'
      : ratingsPeriodText(answer.filters, answer.generatedAt);
  const minimum = query.minimum ?? usualMinimum;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2 max-tablet:grid max-tablet:grid-cols-2 max-tablet:[&>span:first-child]:col-span-2 max-tablet:[&>span:nth-child(4)]:col-span-2">
      <OrdersFilter
        name="Period"
        value={query.window === null ? period : titles[query.window]}
        set={query.window !== null || query.from !== null || query.to !== null}
        onClear={() => onChange({ window: null, from: null, to: null })}
      >
        <Period {...props} />
      </OrdersFilter>
      <OrdersFilter
        name="Time zone"
        value={query.tz ?? defaultZone}
        set={query.tz !== null}
        onClear={() => onChange({ tz: null })}
      >
        <Zones {...props} />
      </OrdersFilter>
      <OrdersFilter
        name="Film genre"
        value={query.genre === null ? 'any' : genreName(query.genre)}
        set={query.genre !== null}
        onClear={() => onChange({ genre: null })}
      >
        <FilterOptions
          name="Film genre"
          options={genres}
          chosen={[query.genre ?? any]}
          many={false}
          onChange={([genre]) => onChange({ genre: genre === undefined || genre === any ? null : genre })}
        />
      </OrdersFilter>
      <OrdersFilter
        name="Ratings a film"
        value={`at least ${minimum.toLocaleString('en-US')}`}
        set={query.minimum !== null}
        onClear={() => onChange({ minimum: null })}
      >
        <FilterOptions
          name="Ratings a film"
          options={[...new Set([...minimums, minimum])]
            .sort((a, b) => a - b)
            .map((value) => ({ value: String(value), label: `at least ${value.toLocaleString('en-US')}` }))}
          chosen={[String(minimum)]}
          many={false}
          onChange={([value]) => onChange({ minimum: Number(value) === usualMinimum ? null : Number(value) })}
        />
      </OrdersFilter>
      {count === 0 ? null : (
        <Button look="quiet" onClick={() => onChange(noRatingsFilters)} data-testid="clear-filters">
          Clear {count} {count === 1 ? 'filter' : 'filters'}
        </Button>
      )}
    </div>
  );
}
