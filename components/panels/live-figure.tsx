'use client';

import { type ReactNode, useState } from 'react';
import type { LiveDisplay } from '@/components/live/live-display';
import { useLiveStore } from '@/components/live/live-provider';
import { classNames } from '@/components/ui/class-names';
import type { LivePanelProps } from './live-panel-frame';
import { livePanelTitles } from './live-panel-titles';
import { PanelFrame, type PanelFrameProps } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';

/** A live panel around its chart or, as the embed or the menu asks, its table. */
export function LiveFigure({
  panel: { id, embed, menu: Menu, className },
  display,
  bodyClass,
  chart,
  table,
  ...frame
}: Pick<PanelFrameProps, 'subtitle' | 'state' | 'emptyBody' | 'lastValue'> & {
  readonly panel: LivePanelProps;
  readonly display: LiveDisplay;
  readonly bodyClass?: string | undefined;
  readonly chart: ReactNode;
  readonly table: ReactNode;
}) {
  const store = useLiveStore();
  const [asTable, setAsTable] = useState(embed?.asTable ?? false);
  return (
    <PanelFrame
      {...{ id, title: livePanelTitles[id].title, extras: embed?.aside, embedded: embed !== undefined }}
      {...(className !== undefined && { className })}
      {...frame}
      sequence={display.state.sequence}
      onRetry={() => store.retry()}
      menu={Menu && <Menu id={id} asTable={asTable} onAsTable={setAsTable} />}
    >
      <div className={classNames('flex h-full flex-col', bodyClass)}>
        {embed?.head}
        <div className="relative min-h-0 flex-1">
          {frame.state.kind === 'loading' ? <PanelSkeleton /> : asTable ? table : chart}
        </div>
      </div>
    </PanelFrame>
  );
}
