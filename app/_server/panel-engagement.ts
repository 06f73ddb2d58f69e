import { z } from 'zod';
import { panels } from '@/components/panels/registry';
import {
  type EngagementAnswer,
  type EngagementClicks,
  type EngagementDevices,
  type EngagementFunnel,
  type EngagementWindow,
  engagementWindows,
} from '@/lib/contracts/engagement-panels';
import { queryEngagementFunnel } from '@/lib/db/query-engagement-funnel';
import type { EngagementSelection } from '@/lib/db/query-engagement-selection';
import { queryEngagementSplit } from '@/lib/db/query-engagement-split';
import { type HourRange, localHourText } from '@/lib/db/query-orders-range';
import { funnelRows, shareRows } from './engagement-rows';
import { trendingPanels } from './panel-trending';
import { type Period, periodShape, readPeriod } from './period-parameters';
import { oneOf, type PanelContext, storedPanel } from './stored-panel';

const shape = z.object({ ...periodShape, window: oneOf(engagementWindows) });

interface Asked extends Period {
  readonly window: EngagementWindow | null;
}

/** Where nothing is said, the running hour: what happens now is what the page is for. */
function readAsked(parameters: z.output<typeof shape>, context: PanelContext): Asked {
  const { from, to } = parameters;
  const window = parameters.window ?? (from === null && to === null ? engagementWindows[0] : null);
  return { ...readPeriod({ ...parameters, window }, context), window };
}

const utcRange = (range: HourRange | null) =>
  range === null ? null : { from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() };

function answer<Row extends { readonly count: number }>(
  panel: 'engagement-funnel' | 'engagement-devices' | 'engagement-clicks',
  { tz, window }: Asked,
  { range, before, stored }: EngagementSelection,
  rows: readonly Row[],
): EngagementAnswer<Row> {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const { title, unit } = panels[panel];
  return {
    ...{ panel, title, unit },
    generatedAt: new Date().toISOString(),
    filters: {
      window,
      from: range === null ? null : localHourText(tz, range.fromMs),
      to: range === null ? null : localHourText(tz, range.toMs),
      tz,
    },
    rows: total === 0 ? [] : rows,
    range: utcRange(range),
    before: utcRange(before),
    stored: utcRange(stored),
    total,
  };
}

const shareColumns = ['count', 'share', 'countBefore', 'shareBefore'];

/** Readers of the panels of the engagement page. */
export const engagementPanels = {
  'engagement-funnel': storedPanel({
    shape,
    columns: ['stage', 'count', 'countBefore', 'rate', 'rateBefore', 'perView', 'perViewBefore'],
    async answer(parameters, context): Promise<EngagementFunnel> {
      const asked = readAsked(parameters, context);
      const { selection, steps, counts } = await queryEngagementFunnel(context.database, asked);
      return {
        ...answer('engagement-funnel', asked, selection, funnelRows(counts)),
        steps: steps && { hours: steps.hours, from: new Date(steps.fromMs).toISOString() },
      };
    },
  }),
  'engagement-devices': storedPanel({
    shape,
    columns: ['device', ...shareColumns],
    async answer(parameters, context): Promise<EngagementDevices> {
      const asked = readAsked(parameters, context);
      const { selection, rows } = await queryEngagementSplit(context.database, { ...asked, kind: 'view' });
      const named = shareRows(rows).map(({ detail, ...counts }) => ({ device: detail, ...counts }));
      return answer('engagement-devices', asked, selection, named);
    },
  }),
  'engagement-clicks': storedPanel({
    shape,
    columns: ['clickType', ...shareColumns],
    async answer(parameters, context): Promise<EngagementClicks> {
      const asked = readAsked(parameters, context);
      const { selection, rows } = await queryEngagementSplit(context.database, { ...asked, kind: 'click' });
      const named = shareRows(rows).map(({ detail, ...counts }) => ({ clickType: detail, ...counts }));
      return answer('engagement-clicks', asked, selection, named);
    },
  }),
  ...trendingPanels,
};
