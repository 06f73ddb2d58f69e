import type { StreamName } from '../contracts/streams';
import { createEngagementStream } from './engagement/engagement-stream';
import { createMetricsStream } from './metrics/metrics-stream';
import { createMovieEventsStream } from './movie-events/movie-events-stream';
import { createOrdersStream } from './orders/orders-stream';
import { createRatingsStream } from './ratings/ratings-stream';
import type { StreamDefinition } from './stream';

/**
 * Every pipeline by its name. A delta goes only back to the definition whose fold made it. `timeZone`: of the months of
 * film lists.
 */
export const createStreamRegistry = ({
  timeZone = 'UTC',
}: {
  readonly timeZone?: string;
} = {}): Readonly<Record<StreamName, StreamDefinition<unknown>>> => ({
  orders: createOrdersStream(),
  ratings: createRatingsStream(),
  engagement: createEngagementStream(),
  'movie-events': createMovieEventsStream({ timeZone }),
  metrics: createMetricsStream(),
});
