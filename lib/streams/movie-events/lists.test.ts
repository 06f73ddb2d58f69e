import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MovieEventType } from './event';
import type { FilmNode } from './film-index';
import { MovieFold } from './fold';
import { MemoryTables } from './memory-tables';
import { emptyMovieDelta, mergeMovieDeltas } from './movie-delta';
import { splitNames } from './name-list';
import type { ReferenceEvent, ReferenceLists } from './reference-lists';
import { referenceLines, rowText, sumsText } from './reference-tables';
import { createReference, indexOf, listedActors, type StoryEvent, storyEvent, storyFilms, storyNowMs } from './story';
import { createMonthOf } from './watch-date';

const partitions = 3;
const homeOf: Readonly<Record<string, number>> = { ann: 0, ben: 1, zoë: 2 };

/** Workers' memory of what is not committed, and the tables. */
class World {
  readonly ids = new Map<string, number>();
  readonly idOf = (node: FilmNode): number => {
    if (typeof node === 'number') return node;
    const id = this.ids.get(node) ?? 1_000_001 + this.ids.size;
    this.ids.set(node, id);
    return id;
  };
  readonly tables = new MemoryTables(this.idOf);
  private readonly folds: MovieFold[];

  constructor() {
    const films = indexOf(storyFilms);
    this.folds = Array.from({ length: partitions }, (_, at) => new MovieFold(films, createMonthOf('UTC'), at));
  }

  tell(event: StoryEvent, partition: number): void {
    const bytes = Buffer.from(JSON.stringify(event));
    const facts = { appendedAtMs: storyNowMs, producedAtMs: Number.NaN };
    const rejection = this.folds[partition]!.fold(bytes, 0, bytes.length, facts);
    if (rejection !== null) throw new Error(JSON.stringify(rejection));
  }

  commit(order: readonly number[]): void {
    const deltas = order.map((partition) => this.folds[partition]!.take());
    const merged = deltas.reduce(mergeMovieDeltas, emptyMovieDelta());
    this.tables.commit(deltas.length === 1 ? deltas[0]! : merged);
  }
}

/** The plain lists, and what was told and not committed by partition. */
class Model {
  readonly reference: ReferenceLists = createReference();
  readonly waiting: ReferenceEvent[][] = Array.from({ length: partitions }, () => []);

  commit(order: readonly number[]): void {
    for (const partition of order) for (const event of this.waiting[partition]!.splice(0)) this.reference.add(event);
  }
}

const referenceEvent = (event: StoryEvent, partition: number): ReferenceEvent => ({
  type: event.event_type as MovieEventType,
  userId: event.user_id,
  timeMs: Date.parse(event.timestamp),
  films: listedActors(event.movies ?? [event.movie!]),
  hadUnknownFields: false,
  partition,
  appendedAtMs: storyNowMs,
});

class Tell implements fc.Command<Model, World> {
  constructor(
    private readonly event: StoryEvent,
    private readonly astray: number | null,
  ) {}
  check = () => true;
  run(model: Model, world: World): void {
    const partition = this.astray ?? homeOf[this.event.user_id]!;
    model.waiting[partition]!.push(referenceEvent(this.event, partition));
    world.tell(this.event, partition);
  }
  toString = () => `tell ${this.astray ?? ''} ${JSON.stringify(this.event)}`;
}

class Commit implements fc.Command<Model, World> {
  constructor(private readonly order: readonly number[]) {}
  check = () => true;
  run(model: Model, world: World): void {
    model.commit(this.order);
    world.commit(this.order);
    expect(tableLines(world)).toEqual(referenceLines(model.reference));
  }
  toString = () => `commit ${this.order}`;
}

function tableLines({ tables, ids }: World): readonly string[] {
  const nodes = new Map([...ids].map(([node, id]) => [id, node]));
  const nameOf = (film: number): string =>
    nodes
      .get(film)
      ?.replace(/^i:/, '')
      .replace(/^n:(\d*):(.*)$/, '$2/$1') ?? `#${film}`;
  const lines = [...tables.users].map(([userId, { scattered, sums }]) => {
    return `user ${userId}: ${sumsText(sums.films, sums.rated, sums.ratingSum, sums.minutes)}${scattered ? ', scattered' : ''}`;
  });
  for (const [userId, films] of tables.movies)
    for (const row of films.values()) {
      const plain = {
        ...row,
        minute: row.countedMinute,
        genres: splitNames(row.genres),
        actors: splitNames(row.actors),
      };
      lines.push(`movie ${userId} ${nameOf(row.film)}: ${rowText(plain)}`);
    }
  for (const [key, { films, rated, ratingSum, minutes }] of tables.sums)
    lines.push(`${key}: ${sumsText(films, rated, ratingSum, minutes)}`);
  for (const [film, adds] of tables.filmAdds) lines.push(`film ${nameOf(film)}: ${adds}`);
  for (const [key, adds] of tables.minuteAdds) {
    const [minute, film] = key.split(' ');
    lines.push(`minute ${minute} ${nameOf(Number(film))}: ${adds}`);
  }
  for (const [note, times] of Object.entries(tables.notes)) lines.push(`note ${note}: ${times}`);
  return lines.sort();
}

const order = fc.shuffledSubarray([0, 1, 2], { minLength: 1 });
const tell = (astray: fc.Arbitrary<number | null>) =>
  fc.tuple(storyEvent, astray).map(([event, at]) => new Tell(event, at));
const commit = order.map((partitionsInOrder) => new Commit(partitionsInOrder));
const story = (astray: fc.Arbitrary<number | null>) =>
  fc.commands([tell(astray), tell(astray), tell(astray), tell(astray), commit], { maxCommands: 40, size: 'max' });

const runs = (astray: fc.Arbitrary<number | null>, seen: Set<string>) =>
  fc.property(story(astray), (commands) => {
    const model = new Model();
    const world = new World();
    fc.modelRun(() => ({ model, real: world }), [...commands, new Commit([2, 0, 1])]);
    for (const note of Object.keys(world.tables.notes)) seen.add(note);
  });

it('holds after every commit what plain lists hold, whatever is told and however it is cut and interleaved', () => {
  const seen = new Set<string>();
  fc.assert(runs(fc.constant(null), seen), { numRuns: 1_000 });
  expect([...seen].sort()).toEqual([
    'film_listed_under_two_names',
    'ignored_delete_of_absent_film',
    'ignored_rating_of_absent_film',
    'old_rating_differs_from_stored',
    'too_old_for_film_minute',
    'update_of_absent_film_added_it',
  ]);
}, 120_000);

it('counts a user whose events come from two partitions, once, and folds them in the order of the commits', () => {
  const seen = new Set<string>();
  fc.assert(runs(fc.constantFrom(null, null, 0, 1), seen), { numRuns: 200 });
  expect(seen).toContain('user_in_two_partitions');
}, 60_000);
