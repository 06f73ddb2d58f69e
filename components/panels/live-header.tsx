'use client';

import { useEffect, useState } from 'react';
import { useLiveInTurn } from '@/components/live/live-provider';
import { formatDuration } from '@/components/prepare/format-duration';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { prepareStages } from '@/components/prepare/prepare-stages';
import { StateChip } from './state-chip';

/** The header's live parts: the measured way from event to screen, and the state of the page. */
export function LiveHeader() {
  const display = useLiveInTurn();
  const state = livePanelState(display);
  const lost = state.kind === 'reconnecting' || state.kind === 'loading';
  return (
    <>
      <EventToScreen className="hidden tablet:inline" totalMs={lost ? null : prepareStages(display).totalMs} />
      <span
        data-testid="page-state"
        data-state={state.kind}
        className={state.kind === 'live' ? 'rounded-12 border border-line pr-2' : undefined}
      >
        <StateChip state={state} />
      </span>
      <span role="status" className="sr-only">
        <StateAnnouncement kind={state.kind} />
      </span>
    </>
  );
}

export function EventToScreen({ totalMs, className }: { totalMs: number | null; className?: string }) {
  return (
    <span data-testid="event-to-screen" data-value={totalMs ?? ''} className={className}>
      <span className="mr-2 text-12 text-muted">Event to screen</span>
      <span className="inline-block min-w-12 font-medium text-13">{formatDuration(totalMs)}</span>
    </span>
  );
}

// Only a change of state is spoken, never the figures that move all the time.
function StateAnnouncement({ kind }: { kind: string }) {
  const [spoken, setSpoken] = useState('');
  useEffect(() => setSpoken(`The page is ${kind}`), [kind]);
  return spoken;
}
