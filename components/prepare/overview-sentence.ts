import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import { type StreamName, streams } from '@/lib/contracts/streams';
import { formatCount } from './format-number';
import { binThroughput } from './live-panel-state';
import { absentStreams, shownStreams, shownView, streamTitle } from './shown-streams';

/** A stream flows when something was stored within so much time: the slowest demo sends several a second. */
const presentMs = 15_000;

/** One sentence, two at most, that say what is to be seen; templates that hold for any data. */
export function overviewSentence(display: LiveDisplay, state: PanelState): string {
  const { gauges, bins } = display.state;
  switch (state.kind) {
    case 'loading':
      return 'Waiting for the first figures.';
    case 'error':
      return 'The gateway refused this view.';
    case 'empty':
      return `Nobody consumes ${streamTitle(shownView(display).stream)} here.`;
    case 'reconnecting':
      return gauges === null
        ? 'The gateway does not answer.'
        : 'The connection is lost; what happens now is filled in later.';
    case 'backfilling':
      return 'The last hour is being read.';
    case 'stale':
      return `No new figures come. ${reasonOf(display)}`.trim();
    case 'idle': {
      const waiting = gauges?.tiles.lag.value ?? 0;
      const rest = waiting > 0 ? `, and ${formatCount(waiting)} records wait.` : '.';
      return bins.some((bin) => (binThroughput(bin) ?? 0) > 0) || state.forMs !== null
        ? `Nothing flows; all producers have stopped${rest}`
        : `Nothing has flowed yet${rest}`;
    }
    default: {
      const trouble = troubleOf(display);
      const subject = subjectOf(display);
      return trouble === '' ? `${subject}, and nothing is behind.${absence(display)}` : `${subject}. ${trouble}`;
    }
  }
}

/** What was stored of a stream within the last seconds: a true zero, null when nobody measured. */
function presentOf(display: LiveDisplay, name: StreamName): number | null {
  const { bins } = display.state;
  const newest = bins.at(-1)?.t ?? 0;
  return bins
    .filter((bin) => bin.t >= newest - presentMs)
    .reduce<number | null>((most, bin) => {
      const value = bin.throughput[name] ?? null;
      return value === null ? most : Math.max(most ?? 0, value);
    }, null);
}

const counts = ['no streams', 'one stream', 'two streams', 'three streams', 'four streams', 'five streams'];
const counted = (count: number): string => counts[count] ?? `${count} streams`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const isSingular = (names: readonly StreamName[]): boolean => names.length === 1 && names[0] === 'engagement';
/** `Ratings are`, `Engagement is`, `Three streams are`. */
const named = (names: readonly StreamName[]): string =>
  names.length === 1 ? `${listed(names)} ${isSingular(names) ? 'is' : 'are'}` : `${capital(counted(names.length))} are`;

function listed(names: readonly StreamName[]): string {
  const titles = names.map((name) => streams[name].title);
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`;
}

function subjectOf(display: LiveDisplay): string {
  const names = shownStreams(display);
  const flowing = names.filter((name) => (presentOf(display, name) ?? 0) > 0);
  const idle = names.filter((name) => presentOf(display, name) === 0);
  const verb = isSingular(flowing) ? 'flows' : 'flow';
  if (flowing.length === 0) return 'Nothing is stored at this moment';
  if (flowing.length === names.length && names.length > 1) return `${capital(counted(names.length))} flow`;
  if (idle.length === 0) return `${listed(flowing)} ${verb}`;
  return `${listed(flowing)} ${verb}, ${idle.length === 1 ? named(idle) : `${counted(idle.length)} are`} idle`;
}

/** Streams that "All" leaves out: nobody consumes them here. */
function absence(display: LiveDisplay): string {
  const absent = absentStreams(display);
  return absent.length === 0 ? '' : ` ${named(absent)} not consumed here.`;
}

function reasonOf({ state }: LiveDisplay): string {
  const status = state.gauges?.status;
  if (status?.database?.up === false) return 'The database does not answer.';
  if (status?.brokers !== null && status?.brokers?.up === 0) return 'No broker answers.';
  if (status?.workers !== null && status?.workers?.up === 0) return 'No worker runs.';
  return '';
}

function troubleOf(display: LiveDisplay): string {
  const { status, tiles } = display.state.gauges ?? {};
  if (status === undefined || tiles === undefined) return '';
  if (status.halted.length > 0)
    return status.halted.length === 1 ? 'One partition is halted.' : `${status.halted.length} partitions are halted.`;
  if (status.database?.up === false) return 'The database does not answer.';
  if (status.ledger?.balances === false) return 'The ledger does not balance.';
  if (status.brokers !== null && status.brokers.up < status.brokers.known)
    return `${status.brokers.known - status.brokers.up} of ${status.brokers.known} brokers are missing.`;
  const unmeasured = shownStreams(display).filter((name) => presentOf(display, name) === null);
  if (unmeasured.length > 0) return `${named(unmeasured)} not measured.`;
  if (tiles.lag.status === 'crit' || tiles.lag.status === 'warn')
    return `${formatCount(Math.round(tiles.lag.value ?? 0))} records wait to be stored.`;
  if (tiles.errorsPerMinute.status === 'crit' || tiles.errorsPerMinute.status === 'warn')
    return `${formatCount(Math.round(tiles.errorsPerMinute.value ?? 0))} records a minute are rejected.`;
  if (tiles.endToEndP95.status === 'crit' || tiles.endToEndP95.status === 'warn') return 'They are stored late.';
  if (status.groups !== null && status.groups.keepingUp < status.groups.known) {
    const behind = status.groups.known - status.groups.keepingUp;
    return behind === 1 ? 'One group is behind.' : `${behind} groups are behind.`;
  }
  return '';
}
