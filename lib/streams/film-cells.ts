import type { FilmSource } from '../contracts/film-sources';
import { filmMinuteStatements, filmStatStatements } from './film-statements';
import type { SqlStatement } from './stream';

/** Minute of what counts for its film, but is too old for `film_minute`. */
export const noMinute = -2_147_483_648;
const smallestCapacity = 32;

const columns = ['minutes', 'films', 'views', 'clicks', 'ratings', 'ratingSums', 'ratingSquares'] as const;

/**
 * What happened per (minute since 1970, film): a hash table over integers, without an object per cell. A film's own row
 * is the sum over its minutes, so that each event is added once.
 */
export class FilmCells {
  size = 0;
  minutes: Int32Array;
  films: Int32Array;
  /** Counts of one flush: far below 2^31, also the squares. */
  views: Int32Array;
  clicks: Int32Array;
  ratings: Int32Array;
  /** In halves, 1..10. */
  ratingSums: Int32Array;
  ratingSquares: Int32Array;
  /** Index of a cell plus 1; 0 = free. */
  private slots: Int32Array;

  constructor(expectedCells = smallestCapacity) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(smallestCapacity, expectedCells)));
    this.minutes = new Int32Array(capacity);
    this.films = new Int32Array(capacity);
    this.views = new Int32Array(capacity);
    this.clicks = new Int32Array(capacity);
    this.ratings = new Int32Array(capacity);
    this.ratingSums = new Int32Array(capacity);
    this.ratingSquares = new Int32Array(capacity);
    this.slots = new Int32Array(capacity * 2);
  }

  /** Index of a cell, which is made when it is new. */
  indexOf(minute: number, film: number): number {
    const { slots, minutes, films } = this;
    const mask = slots.length - 1;
    for (let slot = hashOf(minute, film) & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot]! - 1;
      if (index < 0) return this.insert(slot, minute, film);
      if (films[index] === film && minutes[index] === minute) return index;
    }
  }

  /** Counts a rating of so many halves in cell `index`. */
  addRating(index: number, halves: number): void {
    this.ratings[index]!++;
    this.ratingSums[index]! += halves;
    this.ratingSquares[index]! += halves * halves;
  }

  addAll(other: FilmCells): void {
    for (let from = 0; from < other.size; from++) this.addCell(other.minutes[from]!, other, from);
  }

  /** Statements that add the cells to `film_stat`, then to `film_minute`. */
  statements(source: FilmSource): readonly SqlStatement[] {
    const { films: whole, dated } = this.tables();
    const { ratings, ratingSums: rating_sum, ratingSquares: rating_square, views, clicks } = whole;
    return [
      ...filmStatStatements(source, {
        size: whole.size,
        films: whole.films,
        counters: whole.counted({ ratings, rating_sum, rating_square, views, clicks }),
      }),
      ...filmMinuteStatements(source, {
        size: dated.size,
        minutes: dated.minutes,
        films: dated.films,
        counters: dated.counted({
          views: dated.views,
          clicks: dated.clicks,
          ratings: dated.ratings,
        }),
      }),
    ];
  }

  /** The columns in which something was counted. */
  private counted<Columns extends Readonly<Record<string, Int32Array>>>(columns: Columns) {
    const used = Object.entries(columns).filter(([, column]) => column.some((count) => count !== 0));
    return Object.fromEntries(used) as Partial<Columns>;
  }

  /** The films over all their minutes, and the cells that have a minute. */
  private tables(): { readonly films: FilmCells; readonly dated: FilmCells } {
    const films = new FilmCells(this.size);
    let undated = 0;
    for (let from = 0; from < this.size; from++) {
      films.addCell(0, this, from);
      if (this.minutes[from] === noMinute) undated++;
    }
    if (undated === 0) return { films, dated: this };
    const dated = new FilmCells(this.size - undated);
    for (let from = 0; from < this.size; from++)
      if (this.minutes[from] !== noMinute) dated.addCell(this.minutes[from]!, this, from);
    return { films, dated };
  }

  private addCell(minute: number, other: FilmCells, from: number): void {
    const index = this.indexOf(minute, other.films[from]!);
    this.views[index]! += other.views[from]!;
    this.clicks[index]! += other.clicks[from]!;
    this.ratings[index]! += other.ratings[from]!;
    this.ratingSums[index]! += other.ratingSums[from]!;
    this.ratingSquares[index]! += other.ratingSquares[from]!;
  }

  private insert(slot: number, minute: number, film: number): number {
    if (this.size === this.films.length) {
      this.grow();
      return this.indexOf(minute, film);
    }
    const index = this.size++;
    this.slots[slot] = index + 1;
    this.minutes[index] = minute;
    this.films[index] = film;
    return index;
  }

  private grow(): void {
    const capacity = this.films.length * 2;
    for (const name of columns) {
      const larger = new Int32Array(capacity);
      larger.set(this[name]);
      this[name] = larger;
    }
    const mask = capacity * 2 - 1;
    this.slots = new Int32Array(capacity * 2);
    for (let index = 0; index < this.size; index++) {
      let slot = hashOf(this.minutes[index]!, this.films[index]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = index + 1;
    }
  }
}

function hashOf(minute: number, film: number): number {
  let hash = Math.imul(film, 0x9e3779b1) ^ Math.imul(minute, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 16);
}
