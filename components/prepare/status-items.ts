import type { LiveStatus, TileStatus } from '@/lib/contracts/live-frame';
import { formatDuration } from './format-duration';
import { formatCount, formatNumber, notMeasured } from './format-number';

export interface StatusItem {
  readonly name: string;
  readonly value: string;
  readonly status: TileStatus;
}

const all = (one: { up: number; known: number }): TileStatus =>
  one.known > 0 && one.up >= one.known ? 'ok' : one.up > 0 ? 'warn' : 'crit';

/** The line of the status bar. `unknown` = no sample young enough says. */
export function statusItems(status: LiveStatus | null): readonly StatusItem[] {
  const unknown = (name: string): StatusItem => ({ name, value: notMeasured, status: 'unknown' });
  const { brokers, database, workers, producers, groups, ledger, gaps, clockSkewMs } = status ?? emptyStatus;
  const items: StatusItem[] = [
    brokers === null
      ? unknown('Brokers')
      : { name: 'Brokers', value: `${brokers.up} of ${brokers.known}`, status: all(brokers) },
    database === null
      ? unknown('Database')
      : {
          name: 'Database',
          value: database.up
            ? database.commitMs === null
              ? 'answers'
              : `commit ${formatDuration(database.commitMs)}`
            : 'does not answer',
          status: database.up ? 'ok' : 'crit',
        },
    workers === null
      ? unknown('Workers')
      : { name: 'Workers', value: `${workers.up} of ${workers.known}`, status: all(workers) },
    producers === null
      ? unknown('Producers')
      : {
          name: 'Producers',
          value: producers.sending === 0 ? 'none sending' : `${formatCount(producers.sending)} sending`,
          status: 'ok',
        },
    groups === null
      ? unknown('Groups')
      : {
          name: 'Groups',
          value: `${groups.keepingUp} of ${groups.known} keep up`,
          status: groups.keepingUp >= groups.known ? 'ok' : 'warn',
        },
    ledger === null
      ? unknown('Ledger')
      : {
          name: 'Ledger',
          value: `${ledger.balances ? 'balances' : 'does not balance'}, ${formatNumber(Number(ledger.read))} read, ${formatNumber(Number(ledger.dead))} dead`,
          status: ledger.balances ? 'ok' : 'crit',
        },
    gaps === null
      ? unknown('Gaps')
      : { name: 'Gaps', value: formatNumber(Number(gaps)), status: gaps === '0' ? 'ok' : 'warn' },
    clockSkewMs === null
      ? unknown('Clock skew')
      : { name: 'Clock skew', value: formatDuration(clockSkewMs), status: Math.abs(clockSkewMs) < 500 ? 'ok' : 'warn' },
  ];
  const halted = status?.halted ?? [];
  const first = halted[0];
  if (first === undefined) return items;
  const more = halted.length > 1 ? ` and ${halted.length - 1} more` : '';
  return [
    { name: 'Halted', value: `${first.topic}/${first.partition}${more}: ${first.reason}`, status: 'crit' },
    ...items,
  ];
}

const emptyStatus: LiveStatus = {
  brokers: null,
  database: null,
  workers: null,
  producers: null,
  groups: null,
  ledger: null,
  gaps: null,
  clockSkewMs: null,
  halted: [],
};
