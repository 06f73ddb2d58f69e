import dynamic from 'next/dynamic';
import type { ComponentType, ReactNode } from 'react';
import type { Size } from '@/components/charts/use-element-size';
import type { LiveDisplay } from '@/components/live/live-display';
import { absentStreams, shownView, streamTitle } from '@/components/prepare/shown-streams';
import { isUnfed, type LivePanelId } from './live-panel-kinds';
import type { LiveMenuProps } from './live-panel-menu';
import type { PanelState } from './panel-state';

const UnfedBody = dynamic(() => import('./unfed-body').then((file) => file.UnfedBody));
const NotConsumed = dynamic(() => import('./not-consumed').then((file) => file.NotConsumed));

export interface LivePanelProps {
  readonly id: LivePanelId;
  readonly assumedSize?: Size;
  /** Its menu; absent in an embed. */
  readonly menu?: ComponentType<LiveMenuProps>;
  /** Set in an embed: `head` stands between title and chart, `aside` in the title's line. */
  readonly embed?: { readonly head?: ReactNode; readonly aside?: ReactNode; readonly asTable?: boolean };
  readonly className?: string;
}

export const panelOfThree: Size = { width: 421, height: 164 };

/** While a panel cannot know, its state says so; when it can and nobody feeds it, it is empty, with what to do. */
export function liveEmptiness(
  id: LivePanelId,
  display: LiveDisplay,
  state: PanelState,
): { readonly state: PanelState; readonly emptyBody?: ReactNode } {
  const { stream } = shownView(display);
  if (state.kind === 'empty' && absentStreams(display).some((name) => name === stream))
    return { state, emptyBody: <NotConsumed title={streamTitle(stream)} /> };
  const knows = ['live', 'idle', 'stale', 'paused', 'frozen'].includes(state.kind);
  if (!knows || !isUnfed[id]?.(display)) return { state };
  return { state: { kind: 'empty' }, emptyBody: <UnfedBody id={id} /> };
}
