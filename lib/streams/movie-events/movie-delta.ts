import type { FilmOp } from './film-op';

/** An event as the lists of films see it. */
export interface ListEvent {
  /** RECALCULATE: the films are the user's whole list. */
  readonly replaces: boolean;
  readonly ops: readonly FilmOp[];
  /** Month of the event's time, for films without a date of watching. */
  readonly month: string;
  /** Minute of the event since 1970; null: too old for film_minute. */
  readonly minute: number | null;
}

/** What happened to one user's list, in the order in which it stands in the topic. */
export interface UserEvents {
  /** The partition that the first of them came from. */
  readonly partition: number;
  /** They came from more than one. */
  scattered: boolean;
  /** Latest time of an event, Unix ms. */
  lastMs: number;
  readonly events: ListEvent[];
}

/** What happened since the last flush, by user id. */
export interface MovieDelta {
  readonly users: Map<string, UserEvents>;
  /** Of their ops those that name a film which the catalogue does not know, or not by all that it is named by. */
  readonly foreign: FilmOp[];
}

export const emptyMovieDelta = (): MovieDelta => ({ users: new Map(), foreign: [] });

/**
 * Appends `other` to `into`, which copies what it takes over. Associative; where a user comes from one partition, as is
 * promised, the order of partitions does not matter.
 */
export function mergeMovieDeltas(into: MovieDelta, other: MovieDelta): MovieDelta {
  for (const op of other.foreign) into.foreign.push(op);
  for (const [userId, { partition, scattered, lastMs, events }] of other.users) {
    const known = into.users.get(userId);
    if (known === undefined) into.users.set(userId, { partition, scattered, lastMs, events: [...events] });
    else {
      known.scattered ||= scattered || known.partition !== partition;
      known.lastMs = Math.max(known.lastMs, lastMs);
      for (const event of events) known.events.push(event);
    }
  }
  return into;
}
