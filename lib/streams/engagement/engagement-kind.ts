import type { TopicName } from '../../contracts/topics';

export const engagementKinds = ['view', 'click', 'rating'] as const;
export type EngagementKind = (typeof engagementKinds)[number];

export const topicOfKind = {
  view: 'events_views',
  click: 'events_clicks',
  rating: 'events_ratings',
} as const satisfies Record<EngagementKind, TopicName>;

/** Throws for a topic that is not one of the stream's. */
export function kindOfTopic(topic: string): EngagementKind {
  const kind = engagementKinds.find((name) => topicOfKind[name] === topic);
  if (kind === undefined) throw new Error(`${topic} is no topic of engagement`);
  return kind;
}

export const deviceTypes = ['mobile', 'desktop', 'tablet', 'tv'] as const;
export const clickTypes = ['trailer', 'poster', 'details', 'play', 'share'] as const;
/** A rating counts halves: 0.5 is 1, 5.0 is 10. */
export const mostHalves = 10;

/** What splits the counts of a kind, by number: devices of views, types of clicks, values of ratings. */
export const detailsOfKind: Readonly<Record<EngagementKind, readonly string[]>> = {
  view: deviceTypes,
  click: clickTypes,
  rating: Array.from({ length: mostHalves }, (_, at) => ((at + 1) / 2).toFixed(1)),
};
