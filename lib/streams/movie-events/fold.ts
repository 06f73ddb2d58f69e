import type { Rejection } from '../../contracts/rejection';
import { isTooOldForFilmMinute } from '../film-statements';
import type { RecordFacts, StreamFold } from '../stream';
import type { MovieEvent, MovieEventType } from './event';
import type { FilmIndex } from './film-index';
import { type FilmOp, filmOpOf, isForeign } from './film-op';
import { emptyMovieDelta, type MovieDelta } from './movie-delta';
import { readMovieEvent } from './read-movie-event';

/** Rows that one thing said of a film makes a worker send: of list, user, month, names and film. */
const rowsPerOp = 5;
const minuteMs = 60_000;

const opOfType: Readonly<Record<MovieEventType, FilmOp['what']>> = {
  ADD: 'put',
  UPDATE: 'update',
  DELETE: 'remove',
  UPDATE_RATING: 'rate',
  BULK_IMPORT: 'put',
  RECALCULATE: 'put',
};

/** Keeps what happened to each user's list, in order; what it means depends on the list and is decided at the commit. */
export class MovieFold implements StreamFold<MovieDelta> {
  eventTimeMs = Number.NaN;
  hadUnknownFields = false;
  private delta = emptyMovieDelta();
  private ops = 0;

  constructor(
    private readonly films: FilmIndex,
    private readonly monthOf: (timeMs: number) => string,
    private readonly partition: number,
  ) {}

  get cells(): number {
    return this.ops * rowsPerOp;
  }

  fold(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const event = readMovieEvent(bytes, start, end, facts.appendedAtMs);
    if ('rejection' in event) return event.rejection;
    this.add(event, facts.appendedAtMs);
    this.eventTimeMs = event.timeMs;
    this.hadUnknownFields = event.hadUnknownFields;
    return null;
  }

  take(): MovieDelta {
    const { delta } = this;
    this.delta = emptyMovieDelta();
    this.ops = 0;
    return delta;
  }

  private add({ type, userId, timeMs, films }: MovieEvent, appendedAtMs: number): void {
    const what = opOfType[type];
    const minute = Math.floor(timeMs / minuteMs);
    const { users, foreign } = this.delta;
    let user = users.get(userId);
    if (user === undefined) {
      user = { partition: this.partition, scattered: false, lastMs: timeMs, events: [] };
      users.set(userId, user);
    }
    if (timeMs > user.lastMs) user.lastMs = timeMs;
    const ops = films.map((film) => filmOpOf(what, film, this.films));
    for (const op of ops) if (isForeign(op)) foreign.push(op);
    user.events.push({
      replaces: type === 'RECALCULATE',
      ops,
      month: this.monthOf(timeMs),
      minute: isTooOldForFilmMinute(minute, appendedAtMs) ? null : minute,
    });
    this.ops += 1 + films.length;
  }
}
