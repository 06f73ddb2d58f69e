import type { ProducerName } from '../contracts/producer-names';
import type { EventStreamName } from '../contracts/streams';
import type { TopicName } from '../contracts/topics';
import { madeCatalogue } from '../db/made-catalogue';
import { createEngagementGenerator, type EngagementMix } from '../streams/engagement/generate';
import type { EventGenerator } from '../streams/event-generator';
import { createMovieEventGenerator } from '../streams/movie-events/generate';
import { createOrderGenerator } from '../streams/orders/generate';
import { createInvalidOrderGenerator, type InvalidModeName } from '../streams/orders/invalid-orders';
import { createRatingGenerator } from '../streams/ratings/generate';
import { type RatingModel, usualRatingModel } from '../streams/ratings/rating-model';

/** What events are made from besides the seed; each kind reads its own, all have defaults. */
export interface GeneratorOptions {
  readonly seed: string;
  /** orders: whole days before now over which purchases are spread; 0 = now. */
  readonly purchaseSpreadDays?: number;
  readonly invalidMode?: InvalidModeName | 'random';
  /** engagement: weights of views, clicks and ratings. */
  readonly mix?: EngagementMix;
  /** ratings: who rates what, and how. */
  readonly ratingModel?: RatingModel;
  /** movie-events. */
  readonly users?: number;
}

/** A kind of traffic. */
export interface ProducerKind {
  readonly name: ProducerName;
  readonly stream: EventStreamName;
  readonly topics: readonly TopicName[];
  createGenerator(options: GeneratorOptions): EventGenerator;
}

function createOrderEvents(options: GeneratorOptions): EventGenerator {
  const orders = createOrderGenerator({ seed: options.seed, spreadDays: options.purchaseSpreadDays ?? 28 });
  return {
    next(nowMs) {
      const order = orders.next(nowMs);
      return { topic: 'orders', key: order.order_id, value: JSON.stringify(order) };
    },
  };
}

const kinds: Readonly<Record<ProducerName, ProducerKind>> = {
  orders: { name: 'orders', stream: 'orders', topics: ['orders'], createGenerator: createOrderEvents },
  'invalid-orders': {
    ...{ name: 'invalid-orders', stream: 'orders', topics: ['orders'] },
    createGenerator: ({ seed, invalidMode = 'random' }) => createInvalidOrderGenerator({ seed, mode: invalidMode }),
  },
  ratings: {
    ...{ name: 'ratings', stream: 'ratings', topics: ['ratings'] },
    createGenerator: ({ seed, ratingModel = usualRatingModel }) =>
      createRatingGenerator({ seed, model: ratingModel, films: madeCatalogue() }),
  },
  engagement: {
    ...{ name: 'engagement', stream: 'engagement', topics: ['events_views', 'events_clicks', 'events_ratings'] },
    createGenerator: ({ seed, mix }) =>
      createEngagementGenerator({ seed, films: madeCatalogue(), ...(mix === undefined ? {} : { mix }) }),
  },
  'movie-events': {
    ...{ name: 'movie-events', stream: 'movie-events', topics: ['user-movie-events'] },
    createGenerator: ({ seed, users }) =>
      createMovieEventGenerator({ seed, films: madeCatalogue(), ...(users === undefined ? {} : { users }) }),
  },
};

export const producerKind = (name: ProducerName): ProducerKind => kinds[name];
