import type { LiveStream } from '@/lib/contracts/live-frame';
import { eventStreamNames, type StreamName } from '@/lib/contracts/streams';
import type { LiveState } from './live-state';
import type { StreamState } from './stream-state';

export interface StreamsOfView {
  /** What the view's figures are made of; never empty. */
  readonly streams: readonly StreamState[];
  /** Streams of the view that nobody consumes here. */
  readonly absent: readonly StreamName[];
}

/**
 * "All" sums the event pipelines that are consumed here: one that is not must neither be taken for a zero nor make the
 * rest look stale. While no pipeline at all is consumed (the workers are down) none is left out.
 */
export function streamsOfView(state: LiveState, wanted: LiveStream, nowMs: number): StreamsOfView {
  const all = [...state.streams.values()];
  const isAbsent = (stream: StreamState): boolean =>
    !stream.isConsumed(nowMs) && all.some((other) => other.isConsumed(nowMs));
  const own = all.filter(({ info }) =>
    wanted === 'all' ? eventStreamNames.some((name) => name === info.name) : info.name === wanted,
  );
  const consumed = own.filter((stream) => !isAbsent(stream));
  return {
    streams: consumed.length === 0 ? own : consumed,
    absent: own.filter(isAbsent).map(({ info }) => info.name),
  };
}
