import { type LiveStream, type LiveWindow, liveWindows } from '@/lib/contracts/live-frame';
import { liveStreams } from './shown-streams';

/** What an address may say about how an embed looks; every value has a default. */
export interface EmbedParameters {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly bg: 'solid' | 'transparent';
  readonly title: boolean;
  readonly stream: LiveStream;
  readonly window: LiveWindow;
  /** A sentence per bad value; the default was taken. */
  readonly warnings: readonly string[];
}

export type SearchParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads the parameters all embeds share. Unknown names are ignored: a panel may have its own. `stream`: what a live
 * panel of one stream alone shows, null for those that take any.
 */
export function readEmbedParameters(
  search: SearchParameters,
  options: { live: boolean; stream?: LiveStream | null },
): EmbedParameters {
  const warnings: string[] = [];
  const choose = <Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value => {
    const given = search[name];
    if (given === undefined) return values[0];
    const found = values.find((value) => value === given);
    if (found === undefined) warnings.push(`${name} must be one of ${values.join(', ')}`);
    return found ?? values[0];
  };
  const theme = choose('theme', ['auto', 'light', 'dark']);
  const bg = choose('bg', ['solid', 'transparent']);
  const title = choose('title', ['1', '0']) === '1';
  const window = options.live ? choose('window', ['5m', ...liveWindows.filter((one) => one !== '5m')]) : '5m';
  const takesAny = options.live && (options.stream ?? null) === null;
  const stream = takesAny ? choose('stream', ['all', ...liveStreams.filter((one) => one !== 'all')]) : options.stream;
  return { theme, bg, title, stream: stream ?? 'all', window, warnings };
}
