import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import { type StreamName, streamNames, streams } from '@/lib/contracts/streams';
import { formatCount } from './format-number';
import { binThroughput } from './live-panel-state';

/** One sentence, two at most, that say what is to be seen; templates that hold for any data. */
export function overviewSentence(display: LiveDisplay, state: PanelState): string {
  const { gauges, bins } = display.state;
  const names = streamNames.filter((name) => display.state.view.stream === 'all' || display.state.view.stream === name);
  const subject = subjectOf(names);
  switch (state.kind) {
    case 'loading':
      return 'Waiting for the first figures.';
    case 'error':
      return 'The gateway refused this view.';
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
      return `${subject}${trouble === '' ? ', and nothing is behind.' : `. ${trouble}`}`;
    }
  }
}

function subjectOf(names: readonly StreamName[]): string {
  const first = names[0];
  if (names.length === 1 && first !== undefined) return `${streams[first].title} flow`;
  const words = ['No streams', 'One stream', 'Two streams', 'Three streams', 'Four streams', 'Five streams'];
  return `${words[names.length] ?? `${names.length} streams`} flow`;
}

function reasonOf({ state }: LiveDisplay): string {
  const status = state.gauges?.status;
  if (status?.database?.up === false) return 'The database does not answer.';
  if (status?.brokers !== null && status?.brokers?.up === 0) return 'No broker answers.';
  if (status?.workers !== null && status?.workers?.up === 0) return 'No worker runs.';
  return '';
}

function troubleOf({ state }: LiveDisplay): string {
  const { status, tiles } = state.gauges ?? {};
  if (status === undefined || tiles === undefined) return '';
  if (status.halted.length > 0)
    return status.halted.length === 1 ? 'One partition is halted.' : `${status.halted.length} partitions are halted.`;
  if (status.database?.up === false) return 'The database does not answer.';
  if (status.ledger?.balances === false) return 'The ledger does not balance.';
  if (status.brokers !== null && status.brokers.up < status.brokers.known)
    return `${status.brokers.known - status.brokers.up} of ${status.brokers.known} brokers are missing.`;
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
