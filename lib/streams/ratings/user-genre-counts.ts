import { filmGenres } from '../films/film';

/** Numbers of a row: all ratings, then those of each genre. */
export const countsWidth = 1 + filmGenres.length;
const smallestCapacity = 32;

/** How many films of each genre users have rated: a hash table over user ids, a row of numbers each. */
export class UserGenreCounts {
  size = 0;
  users: Int32Array;
  /** `countsWidth` numbers a row. */
  counts: Int32Array;
  /** Row plus 1; 0 = free. */
  private slots: Int32Array;

  constructor(expectedUsers = smallestCapacity) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(smallestCapacity, expectedUsers)));
    this.users = new Int32Array(capacity);
    this.counts = new Int32Array(capacity * countsWidth);
    this.slots = new Int32Array(capacity * 2);
  }

  /** Counts one rating of a film whose genres are the bits of `genres`. */
  add(user: number, genres: number): void {
    const at = this.placeOf(user);
    const { counts } = this;
    counts[at]!++;
    for (let left = genres; left !== 0; left &= left - 1) counts[at + 32 - Math.clz32(left & -left)]!++;
  }

  addAll(other: UserGenreCounts): void {
    for (let row = 0; row < other.size; row++) {
      const at = this.placeOf(other.users[row]!);
      const from = row * countsWidth;
      for (let column = 0; column < countsWidth; column++) this.counts[at + column]! += other.counts[from + column]!;
    }
  }

  /** Every user's numbers, in the order in which they came. */
  *rows(): Generator<{ readonly user: number; readonly ratings: number; readonly byGenre: Int32Array }> {
    for (let row = 0; row < this.size; row++) {
      const at = row * countsWidth;
      const byGenre = this.counts.subarray(at + 1, at + countsWidth);
      yield { user: this.users[row]!, ratings: this.counts[at]!, byGenre };
    }
  }

  /** Where a user's row begins in `counts`; it is made when it is new. */
  private placeOf(user: number): number {
    const { slots, users } = this;
    const mask = slots.length - 1;
    for (let slot = hashOf(user) & mask; ; slot = (slot + 1) & mask) {
      const row = slots[slot]! - 1;
      if (row < 0) return this.insert(slot, user);
      if (users[row] === user) return row * countsWidth;
    }
  }

  private insert(slot: number, user: number): number {
    if (this.size === this.users.length) {
      this.grow();
      return this.placeOf(user);
    }
    const row = this.size++;
    this.slots[slot] = row + 1;
    this.users[row] = user;
    return row * countsWidth;
  }

  private grow(): void {
    const larger = (from: Int32Array): Int32Array => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.users = larger(this.users);
    this.counts = larger(this.counts);
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let row = 0; row < this.size; row++) {
      let slot = hashOf(this.users[row]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = row + 1;
    }
  }
}

function hashOf(user: number): number {
  const hash = Math.imul(user, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
