export interface Slide {
  /** What the audience is to see in the frame. */
  readonly heading: string;
  readonly sentence: string;
  /** Below `/embed/`, without theme. */
  readonly frame: string;
}

/** The talk: from whether it lives, over where it hurts, to what it is worth. */
export const slides: readonly Slide[] = [
  {
    heading: 'Is it alive?',
    sentence: 'Records whose effect is committed to PostgreSQL, each second, by pipeline.',
    frame: 'throughput',
  },
  {
    heading: 'Where does the time go?',
    sentence: 'From the event’s birth to your screen: each bar starts where the one before ended.',
    frame: 'stages',
  },
  {
    heading: 'Are we behind?',
    sentence: 'Records that Kafka holds and we have not stored yet. Kill a worker and watch.',
    frame: 'lag',
  },
  {
    heading: 'What fails, and why?',
    sentence: 'Every rejected record is kept with its bytes, its code and a sentence.',
    frame: 'errors',
  },
  {
    heading: 'When do we sell?',
    sentence: 'Every order ever stored, by the hour of the week in which it was made.',
    frame: 'orders-heatmap?window=28d',
  },
  {
    heading: 'How do people rate?',
    sentence: 'How often each value is given, beside the share that the model of the generator makes.',
    frame: 'ratings-distribution',
  },
  {
    heading: 'What comes of a view?',
    sentence: 'Views, clicks and ratings of the period: ratios of exact counts, beside the period before.',
    frame: 'engagement-funnel',
  },
  {
    heading: 'All of it at once',
    sentence: 'Four panels in one frame behind one connection, exactly once from Kafka to here.',
    frame: 'board?panels=throughput,end-to-end-latency,lag,orders-heatmap&cols=2',
  },
];
