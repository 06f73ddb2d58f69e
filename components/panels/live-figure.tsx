'use client';

import { type ReactNode, useState } from 'react';
import type { LiveDisplay } from '@/components/live/live-display';
import { useLiveStore } from '@/components/live/live-provider';
import { LiveBody, type LivePanelProps, liveFrameProps } from './live-panel-frame';
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
      {...liveFrameProps(id, embed, className)}
      {...frame}
      sequence={display.state.sequence}
      onRetry={() => store.retry()}
      menu={Menu && <Menu id={id} asTable={asTable} onAsTable={setAsTable} />}
    >
      <LiveBody head={embed?.head} {...(bodyClass !== undefined && { className: bodyClass })}>
        {frame.state.kind === 'loading' ? <PanelSkeleton /> : asTable ? table : chart}
      </LiveBody>
    </PanelFrame>
  );
}
