import { detailsOfKind } from '../streams/engagement/engagement-kind';
import type { Database } from './client';
import {
  type CountBeside,
  countEngagement,
  type EngagementQuestion,
  type EngagementSelection,
  selectEngagement,
} from './query-engagement-selection';
import { onOneSnapshot } from './query-orders-selection';

/**
 * Views by device or clicks by type in a period, beside the window before; most first, ties in the order of the
 * contract, also those that nothing happened to. Throws `UnanswerableQuestion` naming the parameter.
 */
export function queryEngagementSplit(
  database: Database,
  question: EngagementQuestion & { readonly kind: 'view' | 'click' },
): Promise<{ selection: EngagementSelection; rows: readonly (CountBeside & { readonly detail: string })[] }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectEngagement(reader, question);
    const countOf = await countEngagement(reader, selection);
    const rows = detailsOfKind[question.kind].map((detail) => ({ detail, ...countOf(question.kind, detail) }));
    return { selection, rows: rows.sort((a, b) => b.count - a.count) };
  });
}
