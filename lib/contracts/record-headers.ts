/** Headers our producers set on every record; values are decimal text except the id. */
export const recordHeaders = {
  /** Random per outbox; with `producerSeq` it makes a resent record recognisable. */
  producerId: 'producer-id',
  /** Counts from 1 per (producer id, topic, partition) without holes. */
  producerSeq: 'producer-seq',
  /** Unix milliseconds at which the producer made the record. */
  producedAtMs: 'produced-at-ms',
} as const;
