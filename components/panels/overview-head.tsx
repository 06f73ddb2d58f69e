'use client';

import { ChevronDown, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLiveInTurn, useLiveStore, useLiveValue } from '@/components/live/live-provider';
import { formatCount } from '@/components/prepare/format-number';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { windowText } from '@/components/prepare/live-window';
import { overviewSentence } from '@/components/prepare/overview-sentence';
import { prepareStages } from '@/components/prepare/prepare-stages';
import { liveStreams, streamTitle } from '@/components/prepare/shown-streams';
import { Button } from '@/components/ui/button';
import { PageSentence } from '@/components/ui/page-head';
import { Segmented } from '@/components/ui/segmented';
import { type LiveWindow, liveWindowMs, liveWindows } from '@/lib/contracts/live-frame';
import { EventToScreen } from './live-header';
import { StatusBar } from './status-bar';
import { useViewAddress } from './view-address';

const streamChoices = liveStreams.map((stream) => ({ value: stream, label: streamTitle(stream) }));
const sentenceHoldsMs = 5_000;

/** Sentence, stream switch, window, Pause and status bar of the overview; on a phone the status comes second. */
export function OverviewHead() {
  const choose = useViewAddress();
  const stream = useLiveValue((display) => display.state.view.stream);
  const window = useLiveValue((display) => display.state.view.window);
  return (
    <div className="grid grid-cols-1 gap-3 desktop:grid-cols-[minmax(0,1fr)_auto] desktop:items-center">
      <PageSentence sentence={useSentence()} />
      <div className="order-last flex flex-wrap items-center gap-2 desktop:order-none">
        <Segmented
          label="Stream"
          name="stream"
          value={stream}
          choices={streamChoices}
          onChange={(next) => choose({ stream: next, window })}
          fillsPhone
        />
        <WindowSelect value={window} onChange={(next) => choose({ stream, window: next })} />
        <PauseButton />
      </div>
      <div className="flex items-center justify-between gap-4 desktop:col-span-2 desktop:block">
        <PhoneDelay />
        <StatusBar />
      </div>
    </div>
  );
}

function WindowSelect({ value, onChange }: { value: LiveWindow; onChange: (window: LiveWindow) => void }) {
  return (
    <span className="relative">
      <select
        aria-label="Window"
        value={value}
        onChange={(event) => onChange(event.target.value as LiveWindow)}
        className="fade h-8 max-desktop:h-11 appearance-none rounded-8 border border-line bg-panel pr-8 pl-3 text-13 hover:bg-raised"
      >
        {liveWindows.map((choice) => (
          <option key={choice} value={choice}>
            {windowText(liveWindowMs[choice].windowMs)}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden size={14} className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-3" />
    </span>
  );
}

function PauseButton() {
  const store = useLiveStore();
  const buffered = useLiveValue((display) => display.paused?.buffered ?? null);
  const paused = buffered !== null;
  return (
    <Button
      aria-pressed={paused}
      className="max-desktop:h-11"
      aria-keyshortcuts="Space"
      data-testid="pause"
      onClick={() => (paused ? store.resume() : store.pause())}
    >
      {paused ? (
        <Play aria-hidden size={14} />
      ) : (
        <Pause aria-hidden size={12} className="fill-current" strokeWidth={0} />
      )}
      {paused ? 'Resume' : 'Pause'}
      {paused ? (
        <span className="font-normal text-muted" data-testid="buffered" data-value={buffered}>
          +{formatCount(buffered)} buffered
        </span>
      ) : null}
    </Button>
  );
}

/** The header's figure, where the header has no room for it. */
function PhoneDelay() {
  const display = useLiveInTurn();
  return (
    <div className="tablet:hidden">
      <EventToScreen totalMs={prepareStages(display).totalMs} />
    </div>
  );
}

/** Changes at once with the state, otherwise at most every 5 s. */
function useSentence(): string {
  const display = useLiveInTurn();
  const state = livePanelState(display);
  const sentence = overviewSentence(display, state);
  const shown = useRef({ sentence, kind: state.kind, atMs: display.nowMs });
  const [, redraw] = useState(0);
  const held = shown.current;
  const due = held.kind !== state.kind || display.nowMs - held.atMs >= sentenceHoldsMs;
  useEffect(() => {
    if (!due || held.sentence === sentence) return;
    shown.current = { sentence, kind: state.kind, atMs: display.nowMs };
    redraw((count) => count + 1);
  });
  return due ? sentence : held.sentence;
}
