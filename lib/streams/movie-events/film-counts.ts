import { filmSources } from '../../contracts/film-sources';
import { filmMinuteStatements, filmStatStatements } from '../film-statements';
import type { SqlStatement } from '../stream';
import { columnsSql, storedSql } from './column-text';
import type { FilmRow } from './film-row';
import { statementsOf } from './sum-table';

const source = filmSources.lists;
const keyed = { film: 'int4', adds: 'int8' };
const takeFromStat = `INSERT INTO film_stat (film, source, adds) SELECT v.film, v.source, o.adds + v.adds
FROM (SELECT film, adds, ${source} AS source FROM ${columnsSql(keyed, 'c')}) v ${storedSql('film_stat', ['film', 'source'], 'adds')}
ON CONFLICT (film, source) DO UPDATE SET adds = excluded.adds`;
// The minute may have been dropped with its day, or begun anew since: then there is nothing, or less, to take back.
const takeFromMinute = `INSERT INTO film_minute (minute, film, source, adds)
SELECT v.minute, v.film, v.source, greatest(0, o.adds + v.adds)
FROM (SELECT to_timestamp(minute * 60) AS minute, film, adds, ${source} AS source FROM ${columnsSql({ minute: 'int8', ...keyed }, 'c')}) v
${storedSql('film_minute', ['minute', 'film', 'source'], 'adds', 'v', 'FOR UPDATE')}
ON CONFLICT (minute, film, source) DO UPDATE SET adds = excluded.adds`;

/** How often films stand in lists: what the changes of all lists add, or take back where it was counted. */
export class FilmCounts {
  readonly films = new Map<number, number>();
  readonly minutes = new Map<number, Map<number, number>>();
  private lastMinute = Number.NaN;
  private ofLastMinute = new Map<number, number>();

  count({ film, countedMinute }: FilmRow, sign: 1 | -1): void {
    addTo(this.films, film, sign);
    if (countedMinute === null) return;
    if (countedMinute !== this.lastMinute) {
      this.lastMinute = countedMinute;
      this.ofLastMinute = this.minutes.get(countedMinute) ?? new Map();
      this.minutes.set(countedMinute, this.ofLastMinute);
    }
    addTo(this.ofLastMinute, film, sign);
  }

  /**
   * Every film's row is written by the upsert, sorted, and so locked in one order, before the update takes from it;
   * what is taken cannot be an upsert's, since PostgreSQL checks that what is to be inserted is not below zero.
   */
  statements(): readonly SqlStatement[] {
    const films = [...this.films].filter(([, adds]) => adds !== 0).sort(byKey);
    const taken = films.filter(([, adds]) => adds < 0);
    const minutes = [...this.minutes]
      .sort(byKey)
      .flatMap(([minute, counted]) => [...counted].sort(byKey).map(([film, adds]) => ({ minute, film, adds })));
    const came = minutes.filter(({ adds }) => adds > 0);
    const went = minutes.filter(({ adds }) => adds < 0);
    return [
      ...filmStatStatements('lists', {
        size: films.length,
        films: Int32Array.from(films, ([film]) => film),
        counters: { adds: Float64Array.from(films, ([, adds]) => Math.max(0, adds)) },
      }),
      ...statementsOf(takeFromStat, [taken.map(([film]) => film), taken.map(([, adds]) => adds)]),
      ...filmMinuteStatements('lists', {
        size: came.length,
        minutes: Int32Array.from(came, ({ minute }) => minute),
        films: Int32Array.from(came, ({ film }) => film),
        counters: { adds: Int32Array.from(came, ({ adds }) => adds) },
      }),
      ...statementsOf(takeFromMinute, [
        went.map(({ minute }) => minute),
        went.map(({ film }) => film),
        went.map(({ adds }) => adds),
      ]),
    ];
  }
}

const byKey = ([a]: readonly [number, unknown], [b]: readonly [number, unknown]): number => a - b;

const addTo = (counts: Map<number, number>, film: number, sign: 1 | -1): void => {
  counts.set(film, (counts.get(film) ?? 0) + sign);
};
