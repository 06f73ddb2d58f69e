import { seededRandom, type TestRecord } from './order-records';

const partitions = 3;
const dayMs = 86_400_000;

/** A film as the tests name it; the catalogue knows those with `isKnown`. */
interface NamedFilm {
  readonly imdb_id: string;
  readonly name: string;
  readonly year: number;
  readonly isKnown: boolean;
}

/** Ways to spoil an event; what each one must be rejected as is judged by the oracle, not here. */
const spoilers: readonly ((event: Record<string, unknown>) => string)[] = [
  (event) => JSON.stringify({ ...event, event_type: 'WATCH' }),
  (event) => JSON.stringify({ ...event, user_id: 7 }),
  (event) => JSON.stringify({ ...event, user_id: undefined }),
  (event) => JSON.stringify({ ...event, timestamp: '2026-11-22 20:54:57' }),
  (event) => JSON.stringify({ ...event, timestamp: '9999-01-01T00:00:00Z' }),
  (event) => JSON.stringify({ ...event, event_type: 'ADD', movie: undefined }),
  (event) => JSON.stringify({ ...event, event_type: 'ADD', movie: { year: 1995 } }),
  (event) => JSON.stringify({ ...event, event_type: 'ADD', movie: { name: 'X', rating: 7.25 } }),
  (event) => JSON.stringify({ ...event, event_type: 'ADD', movie: { name: 'X', genres: ['A', 1] } }),
  (event) => JSON.stringify({ ...event, event_type: 'UPDATE_RATING', movie: { name: 'X' } }),
  (event) =>
    JSON.stringify({ ...event, event_type: 'RECALCULATE', movies: [{ name: 'X' }, { name: 'Y', date: 'today' }] }),
  (event) => JSON.stringify([event]),
  (event) => JSON.stringify(event).slice(0, 60),
];

/**
 * Events of users about films of the catalogue (`known`) and others, named by id, by name and year or by both; also
 * deletions and ratings of what nobody has, wrong old ratings, second ADDs. A user's events go to one partition; those of
 * "wanderer" to all, each about films of its own. A share of `invalid` is spoiled.
 */
export function movieSource(options: {
  seed: number;
  users: number;
  invalid: number;
  known: readonly Omit<NamedFilm, 'isKnown'>[];
}): { next(): TestRecord } {
  const random = seededRandom(options.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const films: readonly NamedFilm[] = [
    ...options.known.map((film) => ({ ...film, isKnown: true })),
    ...Array.from({ length: 60 }, (_, at) => ({
      ...{ imdb_id: `tt99${at}`, name: `Unheard-of ${at} — "żółć"`, year: 1950 + at, isKnown: false },
    })),
  ];
  const half = () => (1 + below(20)) / 2;

  const nameOf = ({ imdb_id, name, year }: NamedFilm): Record<string, unknown> => {
    const draw = random();
    if (draw < 0.25) return { name, year };
    return draw < 0.5 ? { imdb_id } : { imdb_id, name, year };
  };
  const told = (film: NamedFilm): Record<string, unknown> => ({
    ...nameOf(film),
    ...(random() < 0.7 ? { rating: half() } : {}),
    ...(random() < 0.5 ? { date: `20${10 + below(16)}-0${1 + below(9)}-1${below(10)}` } : {}),
    ...(random() < 0.4 ? { genres: [pick(['Drama', 'Crime', 'War']), pick(['Drama', ' Western '])] } : {}),
    ...(random() < 0.4 ? { director: pick(['A. Nobody', 'B. Somebody', '']) } : {}),
    ...(random() < 0.4 ? { actors: pick<unknown>(['A, B,, A', ['C', 'D'], '', null]) } : {}),
    ...(random() < 0.3 ? { duration: 80 + below(60) } : {}),
  });
  const contentOf = (type: string): Record<string, unknown> => {
    const film = pick(films);
    if (type === 'DELETE') return { movie: nameOf(film) };
    if (type === 'UPDATE_RATING')
      return { movie: { ...nameOf(film), ...(random() < 0.5 ? { old_rating: half() } : {}), new_rating: half() } };
    const isList = type === 'RECALCULATE' || (type === 'BULK_IMPORT' && random() < 0.5);
    return isList ? { movies: Array.from({ length: below(7) }, () => told(pick(films))) } : { movie: told(film) };
  };

  let made = 0;
  return {
    next() {
      made += 1;
      const at = below(options.users);
      const wanders = random() < 0.01;
      const user = wanders ? 'wanderer' : `user ${at}`;
      const partition = wanders ? made % partitions : at % partitions;
      const type = wanders
        ? 'ADD'
        : pick([
            'ADD',
            'ADD',
            'ADD',
            'UPDATE_RATING',
            'UPDATE_RATING',
            'UPDATE',
            'DELETE',
            'BULK_IMPORT',
            random() < 0.2 ? 'RECALCULATE' : 'ADD',
          ]);
      const agoMs = type === 'ADD' && random() < 0.1 ? below(400 * dayMs) : below(7_200_000);
      const event: Record<string, unknown> = {
        ...{ event_type: type, user_id: user, timestamp: new Date(Date.now() - agoMs).toISOString() },
        ...(wanders
          ? { movie: { name: `Road ${partition} ${below(20)}`, year: 2000, rating: 5 + partition, date: '2026-01-01' } }
          : contentOf(type)),
      };
      if (random() < 0.02) event.note = { why: ['it was "good"', null] };
      const text = random() < options.invalid ? pick(spoilers)(event) : JSON.stringify(event);
      return { key: user, value: Buffer.from(text), partition };
    },
  };
}
