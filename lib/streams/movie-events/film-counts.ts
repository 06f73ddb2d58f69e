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
   * Every film's row is written by the upsert, sorted, and so locked in one order, before something is taken from it;
   * what is taken cannot be an upsert's, since PostgreSQL checks that what is to be inserted is not below zero.
   */
  statements(): readonly SqlStatement[] {
    return [...this.filmStatements(), ...this.minuteStatements()];
  }

  private filmStatements(): readonly SqlStatement[] {
    const films = new Int32Array(this.films.size);
    const adds = new Float64Array(this.films.size);
    const taken: [films: number[], adds: number[]] = [[], []];
    let size = 0;
    for (const [film, sum] of this.films) {
      if (sum === 0) continue;
      films[size] = film;
      adds[size++] = Math.max(0, sum);
      if (sum > 0) continue;
      taken[0].push(film);
      taken[1].push(sum);
    }
    return [...filmStatStatements('lists', { size, films, counters: { adds } }), ...statementsOf(takeFromStat, taken)];
  }

  private minuteStatements(): readonly SqlStatement[] {
    let most = 0;
    for (const films of this.minutes.values()) most += films.size;
    const minutes = new Int32Array(most);
    const films = new Int32Array(most);
    const adds = new Int32Array(most);
    const taken: (readonly [minute: number, film: number, adds: number])[] = [];
    let size = 0;
    for (const [minute, counted] of this.minutes)
      for (const [film, sum] of counted) {
        if (sum < 0) taken.push([minute, film, sum]);
        if (sum <= 0) continue;
        minutes[size] = minute;
        films[size] = film;
        adds[size++] = sum;
      }
    taken.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return [
      ...filmMinuteStatements('lists', { size, minutes, films, counters: { adds } }),
      ...statementsOf(takeFromMinute, [
        taken.map(([minute]) => minute),
        taken.map(([, film]) => film),
        taken.map(([, , sum]) => sum),
      ]),
    ];
  }
}

const addTo = (counts: Map<number, number>, film: number, sign: 1 | -1): void => {
  counts.set(film, (counts.get(film) ?? 0) + sign);
};
