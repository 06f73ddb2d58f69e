'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { engagementSentence, windowLabel } from '@/components/prepare/trending';
import { PageHead } from '@/components/ui/page-head';
import { Segmented } from '@/components/ui/segmented';
import { trendingWindows } from '@/lib/contracts/engagement-panels';
import type { Loaded } from '@/lib/contracts/stored-answer';
import type { StoredAnswers, StoredPanelId } from '@/lib/contracts/stored-panels';
import { engagementClicksView } from './engagement-clicks-view';
import { engagementDevicesView } from './engagement-devices-view';
import { engagementFunnelView } from './engagement-funnel-view';
import { filmsTrendingView } from './films-trending-view';
import { listsTrendingView } from './lists-trending-view';
import { StoredPanel } from './stored-panel';
import { useStoredPanel } from './use-stored-panel';

/** The page's state; the APIs take the same names. */
const parsers = {
  window: parseAsStringLiteral(trendingWindows).withDefault(trendingWindows[0]),
  tz: parseAsString,
};
const windowChoices = [
  { value: '1h', label: '1\u00a0h' },
  { value: '24h', label: '24\u00a0h' },
  { value: '7d', label: '7\u00a0d' },
] as const;

/** The engagement page: what trends, and how views become clicks and ratings. */
export function EngagementBoard({
  loaded,
}: {
  loaded: Pick<
    { readonly [Id in StoredPanelId]: Loaded<StoredAnswers[Id]> },
    'engagement-funnel' | 'engagement-devices' | 'engagement-clicks' | 'films-trending' | 'lists-trending'
  >;
}) {
  const [{ window, tz }, change] = useQueryStates(parsers, { history: 'push', shallow: true, scroll: false });
  const isDefault = window === trendingWindows[0];
  const trending = new URLSearchParams(isDefault ? {} : { window }).toString();
  const hours = new URLSearchParams({ ...(!isDefault && { window }), ...(tz !== null && { tz }) }).toString();
  const funnel = useStoredPanel('engagement-funnel', hours, loaded['engagement-funnel']);
  const devices = useStoredPanel('engagement-devices', hours, loaded['engagement-devices']);
  const clicks = useStoredPanel('engagement-clicks', hours, loaded['engagement-clicks']);
  const films = useStoredPanel('films-trending', trending, loaded['films-trending']);
  const lists = useStoredPanel('lists-trending', trending, loaded['lists-trending']);
  const ofHours = { search: hours, look: {} };
  const ofMinutes = { search: trending, look: {} };
  return (
    <>
      <PageHead sentence={engagementSentence(films.answer)}>
        <span className="text-13 text-muted max-tablet:hidden">{windowLabel(films.answer)}</span>
        <div className="max-tablet:w-full max-tablet:[&_fieldset]:h-11 max-tablet:[&_label]:flex-1 max-tablet:[&_label]:justify-center">
          <Segmented
            label="Window"
            name="window"
            value={window}
            choices={windowChoices}
            onChange={(next) => void change({ window: next })}
          />
        </div>
      </PageHead>
      <div className="mt-4 grid grid-cols-1 gap-4 desktop:grid-cols-[minmax(0,454fr)_minmax(0,922fr)]">
        <div className="contents desktop:grid desktop:grid-rows-[280px_1fr_1fr] desktop:gap-4">
          <StoredPanel
            view={engagementFunnelView}
            polled={funnel}
            {...ofHours}
            className="order-1 min-h-70 desktop:min-h-0"
          />
          <StoredPanel
            view={engagementDevicesView}
            polled={devices}
            {...ofHours}
            className="order-3 min-h-51 desktop:min-h-0"
          />
          <StoredPanel
            view={engagementClicksView}
            polled={clicks}
            {...ofHours}
            className="order-4 min-h-51 desktop:min-h-0"
          />
        </div>
        <div className="contents desktop:flex desktop:flex-col desktop:gap-4">
          <StoredPanel view={filmsTrendingView} polled={films} {...ofMinutes} className="order-2 min-h-112" />
          <StoredPanel
            view={listsTrendingView}
            polled={lists}
            {...ofMinutes}
            className="order-5 min-h-66 desktop:flex-1"
          />
        </div>
      </div>
    </>
  );
}
