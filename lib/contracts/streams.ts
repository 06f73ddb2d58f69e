import type { TopicName } from './topics';

/** The pipelines whose events are somebody's business, in the order they are shown; "All" sums these. */
export const eventStreamNames = ['orders', 'ratings', 'engagement', 'movie-events'] as const;
/** Every pipeline that is aggregated; `metrics` is an entry of its own. Adding one starts here. */
export const streamNames = [...eventStreamNames, 'metrics'] as const;
export type EventStreamName = (typeof eventStreamNames)[number];
export type StreamName = (typeof streamNames)[number];

export interface StreamInfo {
  readonly name: StreamName;
  readonly title: string;
  readonly topics: readonly TopicName[];
}

export const streams: Record<StreamName, StreamInfo> = {
  orders: { name: 'orders', title: 'Orders', topics: ['orders'] },
  ratings: { name: 'ratings', title: 'Ratings', topics: ['ratings'] },
  engagement: {
    name: 'engagement',
    title: 'Engagement',
    topics: ['events_views', 'events_clicks', 'events_ratings'],
  },
  'movie-events': { name: 'movie-events', title: 'Films', topics: ['user-movie-events'] },
  metrics: { name: 'metrics', title: 'Metrics', topics: ['metrics'] },
};

/** The pipeline that reads a topic; null for topics of others. */
export const streamOfTopic = (topic: string): StreamInfo | null =>
  Object.values(streams).find((stream) => stream.topics.some((name) => name === topic)) ?? null;
