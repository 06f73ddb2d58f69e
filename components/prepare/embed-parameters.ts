import { type LiveStream, type LiveWindow, liveWindows } from '@/lib/contracts/live-frame';
import { liveStreams } from './shown-streams';

/** What an address may say about how an embed looks; every value has a default. */
export interface EmbedParameters {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly bg: 'solid' | 'transparent';
  readonly title: boolean;
  readonly legend: boolean;
  readonly controls: boolean;
  readonly axis: boolean;
  /** Of text and lines, 1..2: a projector at the end of a room. */
  readonly scale: number;
  readonly view: 'chart' | 'table';
  readonly motion: 'auto' | '0';
  readonly refresh: Refresh;
  /** Id of a stored snapshot that is shown in place of new data. */
  readonly frozen: string | null;
  /** Stands beside our name at the foot: when a picture was made, and for which run. */
  readonly stamp: string | null;
  readonly stream: LiveStream;
  readonly window: LiveWindow;
  /** A sentence per bad value; the default was taken. */
  readonly warnings: readonly string[];
}

export const refreshes = ['live', '1s', '5s', '30s', 'off'] as const;
export type Refresh = (typeof refreshes)[number];

export type SearchParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Names that every embed knows. `frozen` is not among them: no host may lead a frame to another snapshot. */
export const embedLookNames = [
  ...['theme', 'bg', 'title', 'legend', 'controls', 'axis', 'scale', 'view', 'motion', 'refresh', 'stamp'],
] as const;

const longestStamp = 80;
const snapshotId = /^[\w-]{22}$/;

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
  const shown = (name: string) => choose(name, ['1', '0']) === '1';
  const theme = choose('theme', ['auto', 'light', 'dark']);
  const bg = choose('bg', ['solid', 'transparent']);
  const [title, legend, controls, axis] = [shown('title'), shown('legend'), shown('controls'), shown('axis')];
  const scale = readScale(search.scale, warnings);
  const view = choose('view', ['chart', 'table']);
  const motion = choose('motion', ['auto', '0']);
  const refresh = choose('refresh', refreshes);
  const frozen = readFrozen(search.frozen, warnings);
  const stamp = readStamp(search.stamp, warnings);
  const window = options.live ? choose('window', ['5m', ...liveWindows.filter((one) => one !== '5m')]) : '5m';
  const takesAny = options.live && (options.stream ?? null) === null;
  const stream = takesAny ? choose('stream', ['all', ...liveStreams.filter((one) => one !== 'all')]) : options.stream;
  return {
    ...{ theme, bg, title, legend, controls, axis, scale, view, motion, refresh, frozen, stamp },
    ...{ stream: stream ?? 'all', window, warnings },
  };
}

function readScale(given: SearchParameters[string], warnings: string[]): number {
  if (given === undefined) return 1;
  const scale = typeof given === 'string' && /^[12](\.\d{1,2})?$/.test(given) ? Number(given) : Number.NaN;
  if (scale >= 1 && scale <= 2) return scale;
  warnings.push('scale must be a number from 1 to 2');
  return 1;
}

function readStamp(given: SearchParameters[string], warnings: string[]): string | null {
  if (given === undefined || given === '') return null;
  if (typeof given === 'string' && given.length <= longestStamp) return given;
  warnings.push(`stamp must be a text of at most ${longestStamp} characters`);
  return null;
}

function readFrozen(given: SearchParameters[string], warnings: string[]): string | null {
  if (given === undefined) return null;
  if (typeof given === 'string' && snapshotId.test(given)) return given;
  warnings.push('frozen must be the id of a snapshot');
  return null;
}
