import { filmGenres } from '../films/film';

export const genreCount = filmGenres.length;
const smallestCapacity = 32;
/** As a character. */
const nine = 0x39;

/**
 * How many films of each genre users have rated: a hash table over user ids, and of each rating the film's genres as
 * bits. Numbers per genre are made when they are asked for: nearly all would be zero.
 */
export class UserGenreCounts {
  /** Users. */
  size = 0;
  users: Int32Array;
  ratings: Int32Array;
  /** Row plus 1; 0 = free. */
  private slots: Int32Array;
  /** Ratings of films with genres: the user's row, and the bits. */
  private entries = 0;
  private entryRows: Int32Array = new Int32Array(smallestCapacity);
  private entryGenres: Int32Array = new Int32Array(smallestCapacity);

  constructor(expectedUsers = smallestCapacity) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(smallestCapacity, expectedUsers)));
    this.users = new Int32Array(capacity);
    this.ratings = new Int32Array(capacity);
    this.slots = new Int32Array(capacity * 2);
  }

  /** Counts one rating of a film whose genres are the bits of `genres`. */
  add(user: number, genres: number): void {
    const row = this.rowOf(user);
    this.ratings[row]!++;
    if (genres !== 0) this.append(row, genres);
  }

  addAll(other: UserGenreCounts): void {
    const rows = new Int32Array(other.size);
    for (let from = 0; from < other.size; from++) {
      const row = this.rowOf(other.users[from]!);
      rows[from] = row;
      this.ratings[row]! += other.ratings[from]!;
    }
    for (let entry = 0; entry < other.entries; entry++)
      this.append(rows[other.entryRows[entry]!]!, other.entryGenres[entry]!);
  }

  /** Adds every user's numbers, `genreCount` of them, to `counts`: user `row` has place `places[row]` there. */
  addCounts(counts: Int32Array, places: Int32Array): void {
    const { entryRows, entryGenres } = this;
    for (let entry = 0; entry < this.entries; entry++) {
      const at = places[entryRows[entry]!]! * genreCount;
      for (let left = entryGenres[entry]!; left !== 0; left &= left - 1) counts[at + 31 - Math.clz32(left & -left)]!++;
    }
  }

  /**
   * The same into text of one digit a number, each followed by a comma: `digits` holds nothing but `0,`. False when a
   * number needs more digits; the text is then of no use.
   */
  addDigits(digits: Buffer, places: Int32Array): boolean {
    const { entryRows, entryGenres } = this;
    for (let entry = 0; entry < this.entries; entry++) {
      const at = places[entryRows[entry]!]! * genreCount * 2;
      for (let left = entryGenres[entry]!; left !== 0; left &= left - 1)
        if (++digits[at + 2 * (31 - Math.clz32(left & -left))]! > nine) return false;
    }
    return true;
  }

  /** Every user's numbers, in the order in which they came. */
  *rows(): Generator<{ readonly user: number; readonly ratings: number; readonly byGenre: Int32Array }> {
    const counts = new Int32Array(this.size * genreCount);
    this.addCounts(
      counts,
      Int32Array.from({ length: this.size }, (_, row) => row),
    );
    for (let row = 0; row < this.size; row++) {
      const byGenre = counts.subarray(row * genreCount, (row + 1) * genreCount);
      yield { user: this.users[row]!, ratings: this.ratings[row]!, byGenre };
    }
  }

  private append(row: number, genres: number): void {
    if (this.entries === this.entryRows.length) {
      this.entryRows = larger(this.entryRows);
      this.entryGenres = larger(this.entryGenres);
    }
    this.entryRows[this.entries] = row;
    this.entryGenres[this.entries++] = genres;
  }

  /** A user's row, which is made when it is new. */
  private rowOf(user: number): number {
    const { slots, users } = this;
    const mask = slots.length - 1;
    for (let slot = hashOf(user) & mask; ; slot = (slot + 1) & mask) {
      const row = slots[slot]! - 1;
      if (row < 0) return this.insert(slot, user);
      if (users[row] === user) return row;
    }
  }

  private insert(slot: number, user: number): number {
    if (this.size === this.users.length) {
      this.grow();
      return this.rowOf(user);
    }
    const row = this.size++;
    this.slots[slot] = row + 1;
    this.users[row] = user;
    return row;
  }

  private grow(): void {
    this.users = larger(this.users);
    this.ratings = larger(this.ratings);
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let row = 0; row < this.size; row++) {
      let slot = hashOf(this.users[row]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = row + 1;
    }
  }
}

function larger(from: Int32Array): Int32Array {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}

function hashOf(user: number): number {
  const hash = Math.imul(user, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
