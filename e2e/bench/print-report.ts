import { median } from '../support/median';
import { cellPanels } from './cell-costs';
import type { Run } from './contender';
import { cpuOf, type Figures, p95, rateOf, sumOf, type Verdict } from './verdicts';

const number = (value: number, digits: number): string => (Number.isNaN(value) ? '-' : value.toFixed(digits));
const whole = (value: number): string => (Number.isNaN(value) ? '-' : Math.round(value).toLocaleString('en'));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ');
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** The report in words: medians of the rounds, CPU first. */
export function reportText(figures: Figures, verdicts: readonly Verdict[]): string {
  const { live, backfill, further, users, parsing, latency, cells } = figures;
  const contender = (name: string, runs: readonly Run[], base: readonly Run[]): string[] => [
    name,
    number(cpuOf(runs), 2),
    whole(rateOf(runs)),
    number(median(runs.map((run) => run.kafkaUsPerEvent)), 2),
    number(median(runs.map((run) => run.postgresUsPerEvent)), 2),
    number(sumOf(base) / sumOf(runs), 2),
  ];
  const percentiles = (name: string, { p50, p95, p99, events }: typeof latency.stored) => [
    ...[name, whole(p50), whole(p95), whole(p99), whole(events)],
  ];
  return [
    table(
      ['contender', 'CPU us/event', 'events/s', '+ broker', '+ database', 'sum: count / this'],
      [
        contender('live: kafkajs counts', live.count, live.count),
        contender('live: whole worker', live.worker, live.count),
        contender('live: worker without commit', live.withoutCommit, live.count),
        contender('live: naive worker', live.naive, live.count),
        contender('live: ConsumerPerformance', live.java, live.count),
        contender('backfill: kafkajs counts', backfill.count, backfill.count),
        contender('backfill: whole worker', backfill.worker, backfill.count),
        ...Object.entries(further).flatMap(([stream, { count, worker }]) => [
          contender(`${stream}: kafkajs counts`, count, count),
          contender(`${stream}: whole worker`, worker, count),
        ]),
        ...Object.entries(users).flatMap(([stream, { few, many }]) => [
          contender(`${stream}: 10,000 users`, few, few),
          contender(`${stream}: many users`, many, few),
        ]),
      ],
    ),
    table(
      ['from bytes to values', 'CPU us/event'],
      [
        ['JSON.parse alone', number(median(parsing.parse), 2)],
        ['JSON.parse + zod', number(median(parsing.parseAndZod), 2)],
        ['JSON.parse + the same validation by hand', number(median(parsing.parseAndCheck), 2)],
        ['scan + validation', number(median(parsing.scanAndCheck), 2)],
      ],
    ),
    table(
      ['latency, ms', 'p50', 'p95', 'p99', 'events'],
      [percentiles('event to stored', latency.stored), percentiles('event to browser', latency.shown)],
    ),
    table(
      ['panel over 537,600 filled cells, ms', '10^7 orders', '10^9 orders', 'p95'],
      [
        ...cellPanels.map((panel) => [
          ...[`${panel}, unfiltered`, number(median(cells.few[panel]), 1), number(median(cells.many[panel]), 1)],
          number(p95(cells.many[panel]), 1),
        ]),
        ['all, any filters', '-', number(median(cells.filtered), 1), number(p95(cells.filtered), 1)],
      ],
    ),
    table(
      ['promise', 'target', 'value', 'result'],
      verdicts.map(({ what, target, value, passed }) => [
        ...[what, target, number(value, 2), passed === null ? 'not measured' : passed ? 'pass' : 'FAIL'],
      ]),
    ),
  ].join('\n\n');
}
