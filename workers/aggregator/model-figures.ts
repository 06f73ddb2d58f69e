import type { StreamDefinition } from '@/lib/streams/stream';
import type { LivePublisher } from './publish';

/** Publishes how well the streams' models predicted since the last call; a model that saw nothing says nothing. */
export function createModelFigures(options: {
  streams: readonly StreamDefinition<unknown>[];
  publisher: LivePublisher;
  now: () => number;
}): { publish(): void } {
  const { streams, publisher, now } = options;
  let fromMs = now();
  return {
    publish() {
      const toMs = Math.max(fromMs, now());
      for (const stream of streams) {
        const figures = stream.takeModelFigures?.() ?? null;
        if (figures !== null && figures.n > 0) publisher.publishModel(stream.name, figures, { fromMs, toMs });
      }
      fromMs = toMs;
    },
  };
}
