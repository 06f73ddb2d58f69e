import { seededRandom } from './order-records';

/** A film as the tests give it to the catalogue. */
export interface KnownFilm {
  readonly id: number;
  readonly title: string;
  readonly year: number;
  readonly imdbId: string;
  readonly minutes: number | null;
  readonly director: string | null;
  readonly genres: readonly string[];
  readonly actors: readonly string[];
}

/** An event of the topic as it was sent; `partition` is that of its user. */
export interface ListEvent {
  readonly event_type: string;
  readonly user_id: string;
  readonly timestamp: string;
  readonly movie?: Readonly<Record<string, unknown>>;
  readonly movies?: readonly Readonly<Record<string, unknown>>[];
}

const genres = ['Drama', 'Crime', 'Film-Noir', 'War', 'Sci-Fi', 'Comédie', '(no genres listed)'];
const people = [
  ...['Alfred Hitchcock', 'Joel "The" Coen', "Peter O'Toole", 'Ирина Муравьёва', '黒澤 明', 'Żaneta Łyżwa', '=SUM(A1)'],
  ...['한석규', 'نادين لبكي', 'Robert Downey\\Jr.', 'Ana; DROP TABLE', '🎬 Studio', 'a', 'A'],
];
const titles = ['"Quoted"', 'Comma, The', 'Łódź', '七人の侍', "L'Avventura", 'Tab\tless', 'Ünïcode 🎞', '100 %'];
const dayMs = 86_400_000;

/** Films of a catalogue, every tenth without minutes or director. */
export const knownFilms: readonly KnownFilm[] = Array.from({ length: 160 }, (_, at) => ({
  ...{ id: at + 1, title: `${titles[at % titles.length]!.replace('\t', ' ')} ${at}`, year: 1930 + (at % 90) },
  ...{ imdbId: `tt${String(at).padStart(7, '0')}`, minutes: at % 10 === 0 ? null : 60 + at },
  director: at % 10 === 5 ? null : people[at % people.length]!,
  genres: [genres[at % genres.length]!, genres[(at * 3 + 1) % genres.length]!].filter(
    (one, i, all) => all.indexOf(one) === i,
  ),
  actors: [people[(at + 3) % people.length]!, people[(at + 7) % people.length]!],
}));

const foreignFilms = Array.from({ length: 60 }, (_, at) => ({
  ...{
    imdbId: `tt88${String(at).padStart(5, '0')}`,
    title: `Unheard-of ${at}, "${titles[at % titles.length]}"`.replace('\t', ' '),
  },
  year: 1960 + at,
}));

/**
 * `count` events of all six kinds by `users` users: films by id, by name or by both, known to the catalogue and not;
 * second ADDs, DELETEs and ratings of what nobody has, users who never rate, and users whose films are all deleted.
 */
export function filmListEvents(options: {
  readonly seed: number;
  readonly count: number;
  readonly users: number;
  readonly endMs: number;
}): readonly ListEvent[] {
  const random = seededRandom(options.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const userOf = (at: number): string =>
    [`user-${at}`, `Üser ${at}`, `"${at}", quoted`, `用户${at}`, `u${at}'s`, `🙂${at}`][at % 6]!;

  const naming = (): Record<string, unknown> => {
    const film = random() < 0.75 ? pick(knownFilms) : pick(foreignFilms);
    const { imdbId: imdb_id, title: name, year } = film;
    return pick<Record<string, unknown>>([
      { imdb_id },
      { name, year },
      { imdb_id, name, year },
      { imdb_id, name: ` ${name} `, year },
    ]);
  };
  const half = (): number => (1 + below(20)) / 2;
  const watched = (): string => {
    const day = new Date(options.endMs - below(1_100) * dayMs).toISOString();
    return pick([day.slice(0, 10), day.slice(0, 7), day]);
  };
  const told = (rates: boolean): Record<string, unknown> => ({
    ...naming(),
    ...(rates && random() < 0.7 ? { rating: half() } : {}),
    ...(random() < 0.6 ? { date: watched() } : {}),
    ...(random() < 0.3 ? { genres: [pick(genres), ` ${pick(genres)} `, ''] } : {}),
    ...(random() < 0.3 ? { director: pick([...people, '', ' ']) } : {}),
    ...(random() < 0.3
      ? { actors: pick<unknown>([[pick(people), pick(people)], `${pick(people)}, ${pick(people)},,`, null]) }
      : {}),
    ...(random() < 0.3 ? { duration: below(240) } : {}),
  });

  return Array.from({ length: options.count }, (_, made): ListEvent => {
    const at = Math.floor(random() ** 2 * options.users);
    const user_id = userOf(at);
    const rates = at % 11 !== 3;
    const wipes = at % 13 === 5 && made > options.count * 0.9;
    const agoMs = random() < 0.05 ? below(60 * dayMs) : (options.count - made) * 20;
    const head = { user_id, timestamp: new Date(options.endMs - agoMs).toISOString() };
    if (wipes) return { ...head, event_type: 'RECALCULATE', movies: [] };
    const kind = pick([
      ...['ADD', 'ADD', 'ADD', 'ADD', 'UPDATE', 'DELETE', 'DELETE', 'BULK_IMPORT'],
      ...[rates ? 'UPDATE_RATING' : 'ADD', random() < 0.08 ? 'RECALCULATE' : 'ADD'],
    ]);
    if (kind === 'DELETE') return { ...head, event_type: kind, movie: naming() };
    if (kind === 'UPDATE_RATING')
      return {
        ...{ ...head, event_type: kind },
        movie: { ...naming(), ...(random() < 0.5 ? { old_rating: half() } : {}), new_rating: half() },
      };
    const isList = kind === 'RECALCULATE' || (kind === 'BULK_IMPORT' && random() < 0.7);
    if (!isList) return { ...head, event_type: kind, movie: told(rates) };
    return { ...head, event_type: kind, movies: Array.from({ length: below(12) }, () => told(rates)) };
  });
}
