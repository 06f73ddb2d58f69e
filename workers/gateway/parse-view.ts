import { type LiveStream, type LiveView, type LiveWindow, liveWindows } from '@/lib/contracts/live-frame';
import { streamNames } from '@/lib/contracts/streams';

const liveStreams: readonly LiveStream[] = ['all', ...streamNames];

export type ParsedView =
  | { readonly view: LiveView }
  | { readonly parameter: 'stream' | 'window'; readonly sentence: string };

/** A view from foreign text: stream and window by their names, or which of the two is wrong and what is allowed. */
export function parseView(stream: unknown, window: unknown): ParsedView {
  const knownStream = liveStreams.find((name) => name === stream);
  if (knownStream === undefined)
    return { parameter: 'stream', sentence: `stream must be one of ${liveStreams.join(', ')}` };
  const knownWindow: LiveWindow | undefined = liveWindows.find((name) => name === window);
  if (knownWindow === undefined)
    return { parameter: 'window', sentence: `window must be one of ${liveWindows.join(', ')}` };
  return { view: { stream: knownStream, window: knownWindow } };
}
