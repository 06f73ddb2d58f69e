import type { EngagementAnswer } from '@/lib/contracts/engagement-panels';
import { EmptyBody } from './empty-body';

/** Why a panel of views, clicks and ratings has nothing to show, and what fills it. */
export function EngagementEmpty({ answer }: { answer: EngagementAnswer<unknown> }) {
  const isNothing = answer.stored === null;
  return (
    <EmptyBody
      title={isNothing ? 'No view, click or rating is stored yet' : 'Nothing happened in this period'}
      sentence={
        isNothing
          ? 'Nothing was produced so far, or no aggregator has committed it. This makes some:'
          : 'Choose a longer window, or make something happen:'
      }
      command="npx streamscope produce engagement --mode stream --events-per-second 50"
    />
  );
}
