import { type LiveStream, type LiveView, type LiveWindow, liveWindows } from '@/lib/contracts/live-frame';
import { liveStreams } from './shown-streams';

/** What an address without a word about it shows. */
export const defaultView: LiveView = { stream: 'all', window: '5m' };

/** The view an address names by `stream` and `window`; what it does not know falls back to the default. */
export function readLiveView(search: { get(name: string): string | null }): LiveView {
  const stream: LiveStream = liveStreams.find((one) => one === search.get('stream')) ?? defaultView.stream;
  const window: LiveWindow = liveWindows.find((one) => one === search.get('window')) ?? defaultView.window;
  return { stream, window };
}

/** The same as the query of an address, `?stream=ratings`; defaults are left out. */
export function addressOfView(view: LiveView): string {
  const search = new URLSearchParams();
  if (view.stream !== defaultView.stream) search.set('stream', view.stream);
  if (view.window !== defaultView.window) search.set('window', view.window);
  return search.size === 0 ? '' : `?${search}`;
}
