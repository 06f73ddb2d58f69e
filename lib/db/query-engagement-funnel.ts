import type { FunnelStage } from '../contracts/engagement-panels';
import { type PeriodSteps, periodSteps } from '../domain/period-steps';
import type { EngagementKind } from '../streams/engagement/engagement-kind';
import type { Database } from './client';
import {
  type CountBeside,
  countEngagement,
  countSteps,
  type EngagementQuestion,
  type EngagementSelection,
  selectEngagement,
} from './query-engagement-selection';
import { onOneSnapshot } from './query-orders-selection';

const kindOfStage = { views: 'view', clicks: 'click', ratings: 'rating' } as const satisfies Record<
  FunnelStage,
  EngagementKind
>;

export type FunnelCounts = Readonly<Record<FunnelStage, CountBeside & { readonly steps: readonly number[] }>>;

/**
 * Views, clicks and ratings of a period beside the window before, and over time. Throws `UnanswerableQuestion` naming
 * the parameter.
 */
export function queryEngagementFunnel(
  database: Database,
  question: EngagementQuestion,
): Promise<{ selection: EngagementSelection; steps: PeriodSteps | null; counts: FunnelCounts }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectEngagement(reader, question);
    const countOf = await countEngagement(reader, selection);
    const steps = selection.range === null ? null : periodSteps(selection.range);
    const inSteps = steps === null ? null : await countSteps(reader, steps);
    const stage = (name: FunnelStage) => {
      const kind = kindOfStage[name];
      return { ...countOf(kind), steps: inSteps?.[kind] ?? [] };
    };
    return {
      ...{ selection, steps },
      counts: { views: stage('views'), clicks: stage('clicks'), ratings: stage('ratings') },
    };
  });
}
