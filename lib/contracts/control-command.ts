import { z } from 'zod';

/** What a producer process can be told to do through the topic `control`, version 1; keyed by `target`. */
export const controlActions = ['start', 'stop', 'rate', 'fault'] as const;

/** A start without an end runs this long. */
export const defaultRunMs = 600_000;

const timeMs = z.number().int().nonnegative();

export const controlCommandSchema = z.object({
  v: z.literal(1),
  command_id: z.string().min(1).max(64),
  /** Name of a producer: `orders`, `invalid-orders`, `ratings`, `engagement`, `movie-events`. */
  target: z.string().min(1).max(64),
  action: z.enum(controlActions),
  /** start and rate: `events_per_second`; start: `duration_seconds`, `max_events`, `seed`; fault: `kind`. */
  args: z.record(z.string(), z.union([z.string().max(200), z.number(), z.boolean()])),
  issued_at_ms: timeMs,
  /** The topic is compacted: a command that is older than this is ignored. */
  expires_at_ms: timeMs,
});

export type ControlCommand = z.infer<typeof controlCommandSchema>;
