import type { StreamDefinition } from '../stream';
import { type EngagementDelta, mergeEngagementDeltas } from './engagement-delta';
import { kindOfTopic } from './engagement-kind';
import { EngagementFold } from './fold';
import { engagementStatements } from './store';

/** The pipeline of views, clicks and ratings of films: three topics, one set of aggregates. */
export const createEngagementStream = (): StreamDefinition<EngagementDelta> => ({
  name: 'engagement',
  createFold: (topic) => new EngagementFold(kindOfTopic(topic)),
  merge: mergeEngagementDeltas,
  statements: engagementStatements,
});
