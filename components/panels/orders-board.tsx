'use client';

import { useMemo } from 'react';
import { ordersSentence } from '@/components/prepare/orders-headline';
import { prepareHeatmap } from '@/components/prepare/orders-heatmap';
import { metricTitles, type OrdersMetric, ordersMetrics } from '@/components/prepare/orders-metric';
import { preparePareto } from '@/components/prepare/orders-pareto';
import { PageHead } from '@/components/ui/page-head';
import { Segmented } from '@/components/ui/segmented';
import type { OrdersChoices, OrdersHeatmap, OrdersPareto } from '@/lib/contracts/orders-panels';
import type { Loaded } from '@/lib/contracts/stored-answer';
import { OrdersFilterBar } from './orders-filter-bar';
import { ordersHeatmapView } from './orders-heatmap-view';
import { ordersParetoView } from './orders-pareto-view';
import { apiSearch, useOrdersQuery } from './orders-query';
import { StoredPanel } from './stored-panel';
import { useStoredPanel } from './use-stored-panel';

const metricChoices = ordersMetrics.map((value) => ({ value, label: metricTitles[value] }));

function sentenceOf(heatmap: OrdersHeatmap | null, pareto: OrdersPareto | null, metric: OrdersMetric): string {
  if (heatmap === null || pareto === null) return 'When orders come, and what they are for.';
  const items = preparePareto(pareto, metric, Number.POSITIVE_INFINITY);
  return ordersSentence(heatmap, prepareHeatmap(heatmap, metric), items, metric);
}

/** The orders page: sentence, filters, when it sells and what sells. */
export function OrdersBoard({
  heatmap: firstHeatmap,
  pareto: firstPareto,
  choices,
}: {
  heatmap: Loaded<OrdersHeatmap>;
  pareto: Loaded<OrdersPareto>;
  choices: OrdersChoices & { readonly defaultZone: string };
}) {
  const [query, change] = useOrdersQuery();
  const search = apiSearch(query);
  const { metric } = query;
  const heatmap = useStoredPanel('orders-heatmap', search, firstHeatmap);
  const pareto = useStoredPanel('orders-pareto', search, firstPareto);
  const sentence = useMemo(
    () => sentenceOf(heatmap.answer, pareto.answer, metric),
    [heatmap.answer, pareto.answer, metric],
  );
  const panel = { search, look: { metric } };
  return (
    <>
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
      <div className="mt-4 grid grid-cols-1 gap-4">
        <StoredPanel view={ordersHeatmapView} polled={heatmap} {...panel} />
        <StoredPanel view={ordersParetoView} polled={pareto} {...panel} />
      </div>
    </>
  );
}
