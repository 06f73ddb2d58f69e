/** Every topic of the product, with the settings it must have. Source of `streamscope topics create`. */
export interface TopicDefinition {
  readonly name: string;
  readonly partitions: number;
  /** `delete` keeps records for `retentionMs`; `compact` keeps the newest per key. */
  readonly cleanupPolicy: 'delete' | 'compact';
  readonly retentionMs: number | null;
  /** What the broker stores; `producer` keeps the producer's own codec. */
  readonly compressionType: 'producer' | 'gzip' | 'lz4';
  /** Largest record batch in bytes, also the consumers' fetch size per partition. */
  readonly maxMessageBytes: number;
  /** What the record key is. */
  readonly key: string;
}

const dayMs = 86_400_000;

const engagementTopic = <Name extends string>(name: Name) =>
  ({
    name,
    partitions: 3,
    cleanupPolicy: 'delete',
    retentionMs: 7 * dayMs,
    compressionType: 'producer',
    maxMessageBytes: 4_194_304,
    key: 'user_id',
  }) as const;

export const topics = {
  orders: {
    name: 'orders',
    partitions: 6,
    cleanupPolicy: 'delete',
    retentionMs: 7 * dayMs,
    compressionType: 'producer',
    maxMessageBytes: 4_194_304,
    key: 'order_id',
  },
  ratings: {
    name: 'ratings',
    partitions: 6,
    cleanupPolicy: 'delete',
    retentionMs: 7 * dayMs,
    compressionType: 'lz4',
    maxMessageBytes: 4_194_304,
    key: 'userId',
  },
  events_views: engagementTopic('events_views'),
  events_clicks: engagementTopic('events_clicks'),
  events_ratings: engagementTopic('events_ratings'),
  'user-movie-events': {
    name: 'user-movie-events',
    partitions: 3,
    cleanupPolicy: 'delete',
    retentionMs: 30 * dayMs,
    compressionType: 'producer',
    maxMessageBytes: 4_194_304,
    key: 'user_id',
  },
  metrics: {
    name: 'metrics',
    partitions: 1,
    cleanupPolicy: 'delete',
    retentionMs: 30 * dayMs,
    compressionType: 'gzip',
    maxMessageBytes: 4_194_304,
    key: 'source instance',
  },
  control: {
    name: 'control',
    partitions: 1,
    cleanupPolicy: 'compact',
    retentionMs: null,
    compressionType: 'producer',
    maxMessageBytes: 1_048_576,
    key: 'target',
  },
} as const satisfies Record<string, TopicDefinition>;

export type TopicName = keyof typeof topics;

/** Consumer group of the aggregators: one per database. */
export const aggregatorGroupId = 'streamscope.aggregator';

/** Groups with this prefix serve the dashboard itself and are left out of lag sums. */
export const internalGroupPrefix = 'streamscope.gateway.';
