import type { Rejection } from '../../contracts/rejection';
import { noMinute } from '../film-cells';
import { isTooOldForFilmMinute } from '../film-statements';
import type { RecordFacts, StreamFold } from '../stream';
import { judgeRating } from './event';
import type { FilmGenres } from './film-genres';
import type { FilmMeanModel } from './film-mean-model';
import { emptyRatingDelta, type RatingDelta } from './rating-delta';
import { RatingScan } from './scan-rating';

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Rows written for a cell: its own and its film's, of which about every second is shared with other partitions. */
const rowsPerFilmCell = 1;

/** Folds ratings: the fast way where it can, the contract where it must. */
export class RatingFold implements StreamFold<RatingDelta> {
  eventTimeMs = Number.NaN;
  hadUnknownFields = false;
  private delta = emptyRatingDelta();
  private readonly scan = new RatingScan();

  constructor(
    private readonly genres: FilmGenres,
    private readonly model: FilmMeanModel,
  ) {}

  get cells(): number {
    const { hours, films, users } = this.delta;
    return hours.size + films.size * rowsPerFilmCell + users.size;
  }

  fold(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const { scan } = this;
    if (start < 0 || !scan.read(bytes, start, end, facts.appendedAtMs))
      return this.foldSlowly(bytes, start, end, facts);
    this.add(scan.userId, scan.movieId, scan.halves, scan.timestampMs, facts);
    this.hadUnknownFields = scan.hadUnknownFields;
    return null;
  }

  take(): RatingDelta {
    const { delta } = this;
    this.delta = emptyRatingDelta({ films: delta.films.size, users: delta.users.size });
    return delta;
  }

  private foldSlowly(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const judged = judgeRating(bytes, start, end, facts.appendedAtMs);
    if ('rejection' in judged) return judged.rejection;
    const { userId, movieId, rating, timestamp } = judged.rating;
    this.add(userId, movieId, rating * 2, timestamp, facts);
    this.hadUnknownFields = judged.hadUnknownFields;
    return null;
  }

  private add(user: number, film: number, halves: number, timestampMs: number, facts: RecordFacts): void {
    const { delta } = this;
    const genres = this.genres.masks[film]!;
    if (genres === 0) delta.unknownFilms++;
    const minute = Math.floor(timestampMs / minuteMs);
    const isTooOld = isTooOldForFilmMinute(minute, facts.appendedAtMs);
    if (isTooOld) delta.tooOldForFilmMinute++;
    delta.films.addRating(delta.films.indexOf(isTooOld ? noMinute : minute, film), halves);
    delta.hours.add(Math.floor(timestampMs / hourMs), halves - 1, 1);
    delta.users.add(user, genres);
    this.model.add(film, halves);
    // A rating's own time is when it was given; it was sent when its producer says so, else when the broker took it.
    this.eventTimeMs = Number.isNaN(facts.producedAtMs) ? facts.appendedAtMs : facts.producedAtMs;
  }
}
