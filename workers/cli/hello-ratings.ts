import { madeCatalogue } from '@/lib/db/made-catalogue';
import { openPlacedSender, type PlacedRecord } from '@/lib/kafka/placed-send';
import { createRatingGenerator } from '@/lib/streams/ratings/generate';
import { usualRatingModel } from '@/lib/streams/ratings/rating-model';
import type { CliKafka } from './connect-kafka';

export interface SentRating {
  readonly user: number;
  readonly film: number;
  readonly rating: number;
  readonly value: string;
  /** null when it was not acknowledged; `reason` then says why. */
  readonly placed: PlacedRecord | null;
  readonly reason: string | null;
}

/** Sends `count` ratings one after the other and tells each; a rating that was not acknowledged does not end it. */
export async function sendRatings(
  kafka: CliKafka,
  options: {
    readonly topic: string;
    readonly partitions: number;
    readonly count: number;
    readonly seed: string;
    readonly signal?: AbortSignal;
    readonly onSent?: (sent: SentRating, number: number) => void;
  },
): Promise<readonly SentRating[]> {
  const ratings = createRatingGenerator({ films: madeCatalogue(), seed: options.seed, model: usualRatingModel });
  const sender = await openPlacedSender({ kafka, topic: options.topic, partitions: options.partitions });
  const sent: SentRating[] = [];
  try {
    while (sent.length < options.count && options.signal?.aborted !== true) {
      const nowMs = Date.now();
      const { key, value } = ratings.next(nowMs);
      const told = { user: ratings.user, film: ratings.film, rating: ratings.halves / 2, value };
      const one = await sender.send({ key, value, producedAtMs: nowMs }).then(
        (placed): SentRating => ({ ...told, placed, reason: null }),
        (error: Error): SentRating => ({ ...told, placed: null, reason: error.message }),
      );
      sent.push(one);
      options.onSent?.(one, sent.length);
    }
  } finally {
    await sender.close();
  }
  return sent;
}
