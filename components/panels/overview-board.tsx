'use client';

import { useLiveValue } from '@/components/live/live-provider';
import { binThroughput } from '@/components/prepare/live-panel-state';
import { absentStreams, shownView, streamTitle } from '@/components/prepare/shown-streams';
import { EventRibbon } from './event-ribbon';
import { FirstSteps } from './first-steps';
import { LiveMenu } from './live-menu';
import { LivePanel } from './live-panel';
import { overviewPanels } from './live-panel-kinds';
import { NotConsumed } from './not-consumed';
import { OverviewHead } from './overview-head';
import { PageKeys } from './page-keys';
import { StatTiles } from './stat-tiles';

/** The overview: sentence, status, six figures, six charts, what happened. 1440x900 holds it without scrolling. */
export function OverviewBoard() {
  const untouched = useLiveValue(
    ({ state }) =>
      state.gauges?.status.ledger?.read === '0' &&
      !state.gauges.flowing &&
      state.bins.every((bin) => (binThroughput(bin) ?? 0) === 0),
  );
  const stream = useLiveValue((display) => shownView(display).stream);
  const absent = useLiveValue((display) => absentStreams(display).some((name) => name === shownView(display).stream));
  return (
    <>
      <PageKeys />
      <OverviewHead />
      <div className="mt-4">
        <StatTiles />
      </div>
      <div className="mt-4">
        {untouched ? (
          <FirstSteps stream={stream} />
        ) : absent ? (
          <section className="rounded-8 border border-line bg-panel p-[15px] desktop:h-[496px] desktop:p-[47px]">
            <div className="max-w-[720px]">
              <NotConsumed title={streamTitle(stream)} />
            </div>
          </section>
        ) : (
          <div className="grid grid-cols-1 gap-4 tablet:grid-cols-2 desktop:grid-cols-3">
            {overviewPanels(stream).map((id) => (
              <LivePanel key={id} id={id} menu={LiveMenu} className="h-60" />
            ))}
          </div>
        )}
      </div>
      <div className="mt-4">
        <EventRibbon />
      </div>
    </>
  );
}
