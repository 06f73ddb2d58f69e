/** Kinds of traffic that can be made, as the command line and the topic `control` name them. */
export const producerNames = ['orders', 'invalid-orders', 'ratings', 'engagement', 'movie-events'] as const;
export type ProducerName = (typeof producerNames)[number];

export const isProducerName = (text: string): text is ProducerName => producerNames.some((name) => name === text);
