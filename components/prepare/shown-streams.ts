import type { LiveDisplay } from '@/components/live/live-display';
import type { LiveStream } from '@/lib/contracts/live-frame';
import { eventStreamNames, type StreamName, streamNames, streams } from '@/lib/contracts/streams';

/** What the stream switch offers, in its order. */
export const liveStreams: readonly LiveStream[] = ['all', ...streamNames];

export const streamTitle = (stream: LiveStream): string => (stream === 'all' ? 'All' : streams[stream].title);

/** The view whose data are displayed: what is asked for may still be on its way. */
export const shownView = ({ state }: LiveDisplay) => state.shown ?? state.view;

/** Streams the view's figures are made of: those of its streams that are consumed here. */
export function shownStreams(display: LiveDisplay): readonly StreamName[] {
  const { stream } = shownView(display);
  if (stream !== 'all') return [stream];
  const absent = absentStreams(display);
  return eventStreamNames.filter((name) => !absent.includes(name));
}

/** Streams of the view that nobody consumes here. */
export const absentStreams = ({ state }: LiveDisplay): readonly StreamName[] => state.gauges?.absent ?? [];
