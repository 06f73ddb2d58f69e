import { z } from 'zod';
import { panels } from '@/components/panels/registry';
import {
  type OverTimeRow,
  type PeriodAnswer,
  type RatingsDistribution,
  type RatingsOverTime,
  ratingsWindows,
  ratingValues,
} from '@/lib/contracts/ratings-panels';
import { localHourText } from '@/lib/db/query-orders-range';
import { queryRatingsDistribution } from '@/lib/db/query-ratings-distribution';
import { queryRatingsOverTime, type RatingsColumn } from '@/lib/db/query-ratings-over-time';
import type { RatingsQuestion, RatingsSelection } from '@/lib/db/query-ratings-period';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { binomialRange } from '@/lib/domain/binomial-range';
import { hourMs } from '@/lib/domain/time-zone';
import { periodShape, readPeriod } from './period-parameters';
import { expectedDistribution, expectedModel } from './rating-expectations';
import { oneOf, type PanelContext, storedPanel } from './stored-panel';

const shape = z.object({ ...periodShape, window: oneOf(ratingsWindows) });

function questionOf(asked: z.output<typeof shape>, context: PanelContext): RatingsQuestion {
  const { window, from, to } = asked;
  const tz = asked.tz ?? context.defaultZone;
  if (window === 'all') {
    if (from !== null || to !== null)
      throw new UnanswerableQuestion('window', 'window cannot be given together with from or to.');
    return { tz, period: 'all' };
  }
  if (window === null && from === null && to === null) return { tz, period: 'recent' };
  const { fromMs, toMs } = readPeriod({ ...asked, window }, context);
  return { tz, period: { fromMs, toMs } };
}

const iso = (ms: number): string => new Date(ms).toISOString();
const places = (share: number): number => Math.round(share * 1e9) / 1e9;

function answer<Row>(
  panel: 'ratings-distribution' | 'ratings-over-time',
  tz: string,
  { range, stored, storedRatings }: RatingsSelection,
  total: number,
  rows: readonly Row[],
): PeriodAnswer<Row> {
  const { title, unit } = panels[panel];
  return {
    ...{ panel, title, unit, generatedAt: iso(Date.now()) },
    filters: {
      from: range === null ? null : localHourText(tz, range.fromMs),
      to: range === null ? null : localHourText(tz, range.toMs),
      tz,
    },
    rows: total === 0 ? [] : rows,
    ...{ total, leftOut: storedRatings - total },
    range: range === null ? null : { from: iso(range.fromMs), to: iso(range.toMs) },
    stored: stored === null ? null : { from: iso(stored.fromMs), to: iso(stored.toMs) },
  };
}

/** `users`: of the stream. They are drawn too, as those of the expectation are: few of them stray further. */
async function distributionRows(
  counts: readonly number[],
  total: number,
  users: number,
): Promise<RatingsDistribution['rows']> {
  const expectation = await expectedDistribution();
  const perUser = 1 / Math.max(1, users) + 1 / expectation.users;
  return ratingValues.map((rating, at) => {
    const expected = expectation.shares[at]!;
    const { low, high } = binomialRange(total, expected, expectation.spread[at]! * perUser);
    const share = counts[at]! / total;
    return {
      ...{ rating, count: counts[at]!, share: places(share), expectedShare: places(expected) },
      ...{ low: places(low), high: places(high), difference: places(share - expected) },
      outside: share < low || share > high,
    };
  });
}

function overTimeRow(column: RatingsColumn, { stored }: RatingsSelection, nowMs: number): OverTimeRow {
  const { fromMs, toMs, localMs, counts } = column;
  const ratings = counts.reduce((sum, count) => sum + count, 0);
  const runningEndMs = Math.ceil(nowMs / hourMs) * hourMs;
  const known = stored !== null && toMs > stored.fromMs && fromMs < Math.min(stored.toMs, runningEndMs);
  const kind = known || ratings > 0 ? 'measured' : fromMs >= runningEndMs ? 'ahead' : 'unknown';
  const values = ratingValues.map((rating, at) => [rating, kind === 'measured' ? counts[at]! : null] as const);
  return {
    ...{ time: iso(localMs).slice(0, 16), from: iso(fromMs), to: iso(toMs), kind },
    ratings: kind === 'measured' ? ratings : null,
    ...(Object.fromEntries(values) as Record<(typeof ratingValues)[number], number | null>),
  };
}

/** The panels over a period of ratings. */
export const ratingsPeriodPanels = {
  'ratings-distribution': storedPanel({
    shape,
    columns: ['rating', 'count', 'share', 'expectedShare', 'low', 'high', 'difference', 'outside'],
    async answer(parameters, context): Promise<RatingsDistribution> {
      const question = questionOf(parameters, context);
      const { selection, counts, users } = await queryRatingsDistribution(context.database, question);
      const total = counts.reduce((sum, count) => sum + count, 0);
      const rows = total === 0 ? [] : await distributionRows(counts, total, users);
      return { ...answer('ratings-distribution', question.tz, selection, total, rows), model: expectedModel, users };
    },
  }),
  'ratings-over-time': storedPanel({
    shape,
    columns: ['time', 'from', 'to', 'kind', 'ratings', ...ratingValues],
    async answer(parameters, context): Promise<RatingsOverTime> {
      const question = questionOf(parameters, context);
      const { selection, step, columns } = await queryRatingsOverTime(context.database, question);
      const rows = columns.map((column) => overTimeRow(column, selection, context.nowMs));
      const total = rows.reduce((sum, { ratings }) => sum + (ratings ?? 0), 0);
      return { ...answer('ratings-over-time', question.tz, selection, total, rows), step };
    },
  }),
};
