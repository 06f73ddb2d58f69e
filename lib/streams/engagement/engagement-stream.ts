import { filmSources } from '../../contracts/film-sources';
import type { StreamDefinition } from '../stream';
import { type EngagementDelta, mergeEngagementDeltas } from './engagement-delta';
import { kindOfTopic } from './engagement-kind';
import { EngagementFold } from './fold';
import { engagementStatements } from './store';

const source = filmSources.engagement;

/** The pipeline of views, clicks and ratings of films: three topics, one set of aggregates. */
export const createEngagementStream = (): StreamDefinition<EngagementDelta> => ({
  name: 'engagement',
  tables: [
    { name: 'engagement_cell' },
    { name: 'rating_cell', source },
    { name: 'film_stat', source },
    { name: 'film_minute', source },
  ],
  createFold: (topic) => new EngagementFold(kindOfTopic(topic)),
  merge: mergeEngagementDeltas,
  statements: engagementStatements,
});
