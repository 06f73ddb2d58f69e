'use client';

import { useCallback, useMemo, useRef } from 'react';
import { ordersSentence } from '@/components/prepare/orders-headline';
import { prepareHeatmap } from '@/components/prepare/orders-heatmap';
import { metricTitles, ordersMetrics } from '@/components/prepare/orders-metric';
import { ownFilters } from '@/components/prepare/orders-own-filters';
import { preparePareto } from '@/components/prepare/orders-pareto';
import { restrictHeatmap, restrictPareto } from '@/components/prepare/orders-restrict';
import { PageHead } from '@/components/ui/page-head';
import { Segmented } from '@/components/ui/segmented';
import type { OrdersChoices, OrdersHeatmap, OrdersPareto } from '@/lib/contracts/orders-panels';
import type { Loaded } from '@/lib/contracts/stored-answer';
import type { StoredAnswers } from '@/lib/contracts/stored-panels';
import { orders3dView } from './orders-3d-view';
import { ordersBoxplotView } from './orders-boxplot-view';
import { OrdersFilterBar } from './orders-filter-bar';
import { ordersHeatmapView } from './orders-heatmap-view';
import { ordersParetoView } from './orders-pareto-view';
import { type OrdersPicks, OrdersPicksProvider } from './orders-picks';
import { apiSearch, type OrdersQuery, pickChange, useOrdersQuery } from './orders-query';
import { StoredPanel } from './stored-panel';
import { useStoredPanel } from './use-stored-panel';

const metricChoices = ordersMetrics.map((value) => ({ value, label: metricTitles[value] }));

/** The charts keep what their own filter leaves out; the sentence does not. */
function sentenceOf(heatmap: OrdersHeatmap | null, pareto: OrdersPareto | null, query: OrdersQuery): string {
  if (heatmap === null || pareto === null) return 'When orders come, and what they are for.';
  const held = restrictHeatmap(heatmap, query.weekday, query.hour);
  const items = preparePareto(restrictPareto(pareto, query.item), query.metric, Number.POSITIVE_INFINITY);
  return ordersSentence(held, prepareHeatmap(held, query.metric), items, query.metric);
}

export type OrdersLoaded = {
  readonly [Id in keyof typeof ownFilters]: Loaded<StoredAnswers[Id]>;
};

/** The orders page: sentence, filters, and four charts that filter each other. */
export function OrdersBoard({
  loaded,
  choices,
}: {
  loaded: OrdersLoaded;
  choices: OrdersChoices & { readonly defaultZone: string };
}) {
  const [query, change] = useOrdersQuery();
  const { metric, draw, weekday, hour, channel, payment, item } = query;
  const searches = {
    heatmap: apiSearch(query, ownFilters['orders-heatmap']),
    pareto: apiSearch(query, ownFilters['orders-pareto']),
    boxplot: apiSearch(query, ownFilters['orders-boxplot']),
    bars: apiSearch(query, ownFilters['orders-3d']),
  };
  const heatmap = useStoredPanel('orders-heatmap', searches.heatmap, loaded['orders-heatmap']);
  const pareto = useStoredPanel('orders-pareto', searches.pareto, loaded['orders-pareto']);
  const boxplot = useStoredPanel('orders-boxplot', searches.boxplot, loaded['orders-boxplot']);
  const bars = useStoredPanel('orders-3d', searches.bars, loaded['orders-3d']);
  const sentence = useMemo(
    () => sentenceOf(heatmap.answer, pareto.answer, query),
    [heatmap.answer, pareto.answer, query],
  );
  const newest = useRef({ query, change });
  newest.current = { query, change };
  const onPick = useCallback((filters: Readonly<Record<string, readonly string[]>>) => {
    newest.current.change(pickChange(newest.current.query, filters));
  }, []);
  const picks = useMemo<OrdersPicks>(
    () => ({
      ...{ weekday, hour, channel, payment, item },
      onDraw: (next) => newest.current.change({ draw: next }),
    }),
    [weekday, hour, channel, payment, item],
  );
  const shared = { look: { metric, draw }, onPick };
  return (
    <OrdersPicksProvider value={picks}>
      <PageHead sentence={sentence} />
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <OrdersFilterBar query={query} onChange={change} filters={heatmap.answer?.filters ?? null} choices={choices} />
        <div className="max-tablet:w-full max-tablet:[&_fieldset]:h-11 max-tablet:[&_label]:flex-1 max-tablet:[&_label]:justify-center">
          <Segmented
            label="Measure"
            name="metric"
            value={metric}
            choices={metricChoices}
            onChange={(next) => change({ metric: next })}
          />
        </div>
      </div>
      <div className="mt-4 grid grid-cols-1 gap-4 desktop:grid-cols-2">
        <StoredPanel
          view={ordersHeatmapView}
          polled={heatmap}
          search={searches.heatmap}
          {...shared}
          className="min-h-80 desktop:col-span-2"
        />
        <StoredPanel view={ordersParetoView} polled={pareto} search={searches.pareto} {...shared} />
        <StoredPanel view={ordersBoxplotView} polled={boxplot} search={searches.boxplot} {...shared} />
        <StoredPanel
          view={orders3dView}
          polled={bars}
          search={searches.bars}
          {...shared}
          className="min-h-80 desktop:col-span-2"
        />
      </div>
    </OrdersPicksProvider>
  );
}
