/** Which pipeline a film's figures came from; stored as a number in `film_stat` and `film_minute`. */
export const filmSources = { ratings: 1, engagement: 2, lists: 3 } as const;
export type FilmSource = keyof typeof filmSources;
