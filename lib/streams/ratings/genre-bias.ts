/** Users with fewer ratings tell nothing of what they like. */
export const fewestRatings = 20;
const topGenres = 3;

/** One user's ratings, all and by the number of the genre. */
export interface UserRatings {
  readonly ratings: number;
  readonly byGenre: ArrayLike<number>;
}

export interface GenreBias {
  /** Users with at least 20 ratings. */
  readonly users: number;
  /** By the number of the genre: users who rated it most (ties: the lower number). */
  readonly leading: readonly number[];
  /** By the number of the genre: users who have it among the three they rated most. */
  readonly amongTop: readonly number[];
}

/** What people rate most, over users with at least 20 ratings. Genres without a rating lead nobody. */
export function genreBias(rows: Iterable<UserRatings>, genres: number): GenreBias {
  const leading = new Array<number>(genres).fill(0);
  const amongTop = new Array<number>(genres).fill(0);
  let users = 0;
  for (const { ratings, byGenre } of rows) {
    if (ratings < fewestRatings) continue;
    users++;
    const top: number[] = [];
    for (let genre = 0; genre < genres; genre++) {
      const count = byGenre[genre] ?? 0;
      if (count === 0) continue;
      let place = top.length;
      while (place > 0 && (byGenre[top[place - 1]!] ?? 0) < count) place--;
      if (place < topGenres) {
        top.splice(place, 0, genre);
        top.length = Math.min(top.length, topGenres);
      }
    }
    if (top.length > 0) leading[top[0]!]!++;
    for (const genre of top) amongTop[genre]!++;
  }
  return { users, leading, amongTop };
}
