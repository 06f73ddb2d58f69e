'use client';

import { type ComponentProps, useCallback } from 'react';
import { LiveProvider, useLiveStore, useLiveValue } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { EmbedHost } from './embed-host';
import { LiveEmbedPanel } from './live-embed-panel';
import type { LivePanelId } from './live-panel-kinds';

export interface LiveEmbedProps extends Omit<ComponentProps<typeof LiveProvider>, 'children'> {
  readonly id: LivePanelId;
  readonly asTable: boolean;
}

/** A live panel alone in a frame, speaking with the page around it. */
export function LiveEmbed({ id, asTable, ...live }: LiveEmbedProps) {
  return (
    <LiveProvider {...live}>
      <SpeakingEmbed id={id} asTable={asTable} />
    </LiveProvider>
  );
}

function SpeakingEmbed({ id, asTable }: Pick<LiveEmbedProps, 'id' | 'asTable'>) {
  const store = useLiveStore();
  const state = useLiveValue((display) => livePanelState(display).kind);
  const onAway = useCallback((away: boolean) => store.setAway(away), [store]);
  return (
    <>
      <EmbedHost panel={id} state={state} onAway={onAway} onFreeze={() => store.hold()} />
      <LiveEmbedPanel key={String(asTable)} id={id} asTable={asTable} />
    </>
  );
}
