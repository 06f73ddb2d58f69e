'use client';

import { useMemo, useState } from 'react';
import { HeatmapLegend } from '@/components/charts/heatmap-legend';
import { HeatmapTable } from '@/components/charts/heatmap-table';
import { ParetoChart } from '@/components/charts/pareto-chart';
import { useElementSize } from '@/components/charts/use-element-size';
import {
  heatmapHeadline,
  heatmapShort,
  heatmapWhat,
  ordersSubtitle,
  paretoHeadline,
  paretoShort,
  paretoWhat,
} from '@/components/prepare/orders-headline';
import { prepareHeatmap } from '@/components/prepare/orders-heatmap';
import { metricTitles, metricValue, type OrdersMetric } from '@/components/prepare/orders-metric';
import { preparePareto } from '@/components/prepare/orders-pareto';
import type { Loaded, OrdersHeatmap, OrdersPareto } from '@/lib/contracts/orders-panels';
import { EmbedHost } from './embed-host';
import { OrdersEmpty } from './orders-empty';
import { useOrdersPanel } from './orders-poll';
import { PanelFrame } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';
import { panels } from './registry';

interface EmbedProps<Answer> {
  readonly loaded: Loaded<Answer>;
  /** The filters as the API takes them. */
  readonly search: string;
  readonly metric: OrdersMetric;
}

/** A stored orders panel alone in a frame. */
export function OrdersEmbed(
  props:
    | ({ readonly panel: 'orders-heatmap' } & EmbedProps<OrdersHeatmap>)
    | ({ readonly panel: 'orders-pareto' } & EmbedProps<OrdersPareto>),
) {
  return props.panel === 'orders-heatmap' ? <HeatmapEmbed {...props} /> : <ParetoEmbed {...props} />;
}

function HeatmapEmbed({ loaded, search, metric }: EmbedProps<OrdersHeatmap>) {
  const [away, setAway] = useState(false);
  const { answer, state, retry } = useOrdersPanel('orders-heatmap', search, loaded, { away });
  const model = useMemo(() => (answer === null ? null : prepareHeatmap(answer, metric)), [answer, metric]);
  const { title } = panels['orders-heatmap'];
  const host = <EmbedHost panel="orders-heatmap" state={state.kind} onAway={setAway} />;
  if (answer === null || model === null)
    return (
      <PanelFrame
        id="orders-heatmap"
        title={title}
        subtitle="From the stored orders"
        state={state}
        onRetry={retry}
        embedded
      >
        {host}
        <PanelSkeleton />
      </PanelFrame>
    );
  return (
    <PanelFrame
      id="orders-heatmap"
      title={heatmapHeadline(answer, model, metric)}
      subtitle={ordersSubtitle(answer, { what: heatmapWhat(metric, model.unit.title), withFilters: true })}
      short={heatmapShort(answer, model, metric)}
      state={state}
      lastValue={metricValue(answer.total, metric)}
      emptyBody={<OrdersEmpty answer={answer} />}
      onRetry={retry}
      embedded
    >
      {host}
      <div className="flex h-full flex-col">
        <div className="@container min-h-0 flex-1 [container-type:size]">
          <HeatmapTable model={model} label={title} fill />
        </div>
        <div className="mt-2 hidden h-4 shrink-0 overflow-hidden [@media(min-height:240px)]:block">
          <HeatmapLegend legend={model.legend} />
        </div>
      </div>
    </PanelFrame>
  );
}

/** Head and foot of the chart in px, and a row. */
const [chartEdges, rowHeight] = [44, 16];
/** Rows for a frame of 640x360, until its true height is known. */
const assumedRows = 12;

function ParetoEmbed({ loaded, search, metric }: EmbedProps<OrdersPareto>) {
  const [away, setAway] = useState(false);
  const [body, size] = useElementSize<HTMLDivElement>();
  const { answer, state, retry } = useOrdersPanel('orders-pareto', search, loaded, { away });
  const { title } = panels['orders-pareto'];
  const host = <EmbedHost panel="orders-pareto" state={state.kind} onAway={setAway} />;
  if (answer === null)
    return (
      <PanelFrame
        id="orders-pareto"
        title={title}
        subtitle="From the stored orders"
        state={state}
        onRetry={retry}
        embedded
      >
        {host}
        <PanelSkeleton />
      </PanelFrame>
    );
  const rows = size === null ? assumedRows : Math.max(2, Math.floor((size.height - chartEdges) / rowHeight));
  const model = preparePareto(answer, metric, rows);
  return (
    <PanelFrame
      id="orders-pareto"
      title={paretoHeadline(model, metric)}
      subtitle={ordersSubtitle(answer, { what: paretoWhat(metric), withFilters: true })}
      short={paretoShort(answer, model, metric)}
      state={state}
      lastValue={model.items}
      emptyBody={<OrdersEmpty answer={answer} />}
      onRetry={retry}
      embedded
    >
      {host}
      <div ref={body} className="h-full overflow-hidden [@media(min-height:240px)]:h-[calc(100%-20px)]">
        <ParetoChart model={model} metricTitle={metricTitles[metric]} label={title} />
      </div>
    </PanelFrame>
  );
}
