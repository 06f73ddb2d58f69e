import type { UserMonths } from '@/lib/contracts/user-panels';
import { type Column, type ColumnModel, placeMarks } from './column-model';
import { notMeasured } from './format-number';
import {
  filmCount,
  hoursOf,
  joinWords,
  monthName,
  shortMonth,
  tickWords,
  userName,
  userNameFirst,
  watchTime,
} from './list-words';
import { valueAxis } from './value-axis';

export type MonthMeasure = 'films' | 'watch-time';

/** More columns than these are drawn by the year, more years by the decade. */
const mostColumns = 60;
const mostZeros = 40;

interface Period {
  readonly key: string;
  readonly title: string;
  films: number;
  minutes: number;
  otherFilms: number;
  otherMinutes: number;
}

type Step = 1 | 12 | 120;
const indexOf = (month: string): number => Number(month.slice(0, -3)) * 12 + Number(month.slice(-2)) - 1;
const monthOf = (index: number): string =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;

const periodTitle = (index: number, step: Step): string => {
  if (step === 1) return monthName(monthOf(index));
  const year = Math.floor(index / 12);
  return step === 12 ? String(year) : `${year} to ${year + 9}`;
};

export interface MonthsModel extends ColumnModel {
  readonly step: 'month' | 'year' | 'decade';
  /** Films of the whole list. */
  readonly films: number;
  /** The fullest periods, in their order. */
  readonly best: readonly Column[];
  /** First month of the other. */
  readonly otherFrom: string | null;
  readonly hasOpen: boolean;
}

/** Every period from the first film of one of both until now, those without a film as zeros. */
export function prepareMonths(answer: UserMonths, measure: MonthMeasure): MonthsModel {
  const { rows, currentMonth, filters } = answer;
  const places = [...rows.map(({ month }) => indexOf(month)), indexOf(currentMonth)];
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const span = last - first + 1;
  const step: Step = span <= mostColumns ? 1 : span <= mostColumns * 12 ? 12 : 120;
  const start = Math.floor(first / step) * step;
  const periods = Array.from({ length: Math.floor((last - start) / step) + 1 }, (_, at): Period => {
    const index = start + at * step;
    const sums = { films: 0, minutes: 0, otherFilms: 0, otherMinutes: 0 };
    return { key: monthOf(index), title: periodTitle(index, step), ...sums };
  });
  for (const row of rows) {
    const period = periods[Math.floor((indexOf(row.month) - start) / step)]!;
    period.films += row.films;
    period.minutes += row.watchMinutes;
    period.otherFilms += row.withFilms ?? 0;
    period.otherMinutes += row.withWatchMinutes ?? 0;
  }
  const measured = (films: number, minutes: number) => (measure === 'films' ? films : hoursOf(minutes));
  const most = Math.max(0, ...periods.map(({ films, minutes }) => measured(films, minutes)));
  const otherStart = periods.findIndex(({ otherFilms }) => otherFilms > 0);
  const openFrom = Math.floor((indexOf(currentMonth) - start) / step);
  const showsZeros = measure === 'films' && periods.length <= mostZeros;
  const labels = labelsOf(periods, step);
  const columns = periods.map((period, at): Column => {
    const value = measured(period.films, period.minutes);
    const hasOther = filters.with !== null && otherStart >= 0 && at >= otherStart;
    const other = hasOther ? measured(period.otherFilms, period.otherMinutes) : null;
    const text = measure === 'films' ? String(period.films) : watchTime(period.minutes);
    const isBest = most > 0 && value === most;
    return {
      ...{ key: period.key, value, other, isOpen: at >= openFrom, label: labels[at]! },
      mark:
        isBest || (value === 0 && showsZeros && at < openFrom)
          ? { text: isBest ? text : '0', isBest, at: value }
          : null,
      title: `${period.title}${at >= openFrom ? ', so far' : ''}`,
      details: [
        ['Films', period.films.toLocaleString('en-US')],
        ['Watch time', watchTime(period.minutes)],
        ...(filters.with === null
          ? []
          : [
              [
                userNameFirst(filters.with),
                hasOther ? `${filmCount(period.otherFilms)}, ${watchTime(period.otherMinutes)}` : notMeasured,
              ] as const,
            ]),
      ],
    };
  });
  // One figure is enough above several bars of one height.
  const best = columns.filter(({ mark }) => mark?.isBest === true);
  const drawn = columns.map((column) => (best.indexOf(column) > 0 ? { ...column, mark: null } : column));
  const axis = valueAxis({
    highest: Math.max(most, ...columns.map(({ other }) => other ?? 0)),
    ...{ least: 4, wholeNumbers: measure === 'films' },
    ...(measure === 'watch-time' && { unit: 'h' }),
  });
  return {
    axis,
    ...{ columns: placeMarks(drawn, axis), best, hasSecondLine: step === 1, hasOpen: openFrom < periods.length },
    step: step === 1 ? 'month' : step === 12 ? 'year' : 'decade',
    films: rows.reduce((sum, { films }) => sum + films, 0),
    otherFrom: otherStart < 0 ? null : (rows.find(({ withFilms }) => (withFilms ?? 0) > 0)?.month ?? null),
  };
}

/** Few months are all named, many in January and July, with the year below the first name of each. */
function labelsOf(periods: readonly Period[], step: Step): readonly Column['label'][] {
  if (step > 1) {
    const every = Math.ceil(periods.length / 8);
    return periods.map(({ key }, at) =>
      at % every === 0 ? { text: String(Number(key.slice(0, -3))), isMinor: (at / every) % 2 === 1 } : null,
    );
  }
  const count = periods.length;
  const every = count <= 8 ? 1 : count <= 15 ? 3 : count <= 42 ? 6 : 12;
  let year = '';
  return periods.map(({ key }) => {
    const month = Number(key.slice(-2)) - 1;
    if (month % every !== 0) return null;
    const isFirst = key.slice(0, -3) !== year;
    year = key.slice(0, -3);
    const isMinor = count > 4 && (every === 12 ? Number(year) % 2 === 1 : month % (every * 2) !== 0);
    return { text: shortMonth(key), ...(isFirst && { below: String(Number(year)) }), isMinor: isMinor && !isFirst };
  });
}

export function monthsHeadline(model: MonthsModel, measure: MonthMeasure): string {
  const { best, films, columns } = model;
  const [first] = best;
  if (first === undefined) return films === 0 ? 'No film in the list' : 'No length of these films is known';
  const figure = measure === 'films' ? filmCount(first.value) : watchTime(first.value * 60);
  const name = first.title.replace(', so far', '');
  const filled = columns.filter(({ value }) => value > 0).length;
  if (filled === 1) return `All in ${name}: ${figure}`;
  if (best.length > 2) return `At most ${figure} a ${model.step}, in ${best.length} of them`;
  return `Most in ${best.map(({ title }) => title.replace(', so far', '')).join(' and ')}: ${figure}`;
}

export function monthsSubtitle(
  answer: UserMonths,
  model: MonthsModel,
  measure: MonthMeasure,
  embedded: boolean,
): string {
  const { user, with: other } = answer.filters;
  const detail =
    model.otherFrom === null
      ? ', without a film'
      : model.step === 'month'
        ? `, from ${monthName(model.otherFrom)}`
        : '';
  return joinWords(
    embedded && user !== null ? userName(user) : null,
    `${measure === 'films' ? 'Films' : 'Hours'} by ${model.step}, by date watched`,
    tickWords(other, detail),
    model.hasOpen ? 'dashed = so far' : null,
    `n = ${model.films.toLocaleString('en-US')}`,
  );
}

/** Both again for heads without room. */
export const monthsShort = (answer: UserMonths, model: MonthsModel, measure: MonthMeasure, embedded: boolean) => ({
  title: monthsHeadline(model, measure).replace(/([A-Z][a-z]{2})[a-z]+ (?=\d{4})/g, '$1 '),
  subtitle: joinWords(
    embedded && answer.filters.user !== null ? userName(answer.filters.user) : null,
    `${measure === 'films' ? 'Films' : 'Hours'} by ${model.step}`,
    tickWords(answer.filters.with),
    `n = ${model.films.toLocaleString('en-US')}`,
  ),
});
