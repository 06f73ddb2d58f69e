import { formatMoneyShort } from './format-money';

/** A logarithmic money axis: where a value lies, 0..1, and round values with their text. `major`: a power of ten. */
export interface LogAxis {
  readonly place: (value: number) => number;
  readonly ticks: readonly { readonly at: number; readonly label: string; readonly major: boolean }[];
}

const mantissas = [1, 2, 3, 5] as const;
const mostTicks = 6;

/** Round values on a logarithmic axis that holds `least` and `greatest`, thinned to at most six: 1, then 1 and 3, of each power. */
export function logAxis(least: number, greatest: number, currency: string): LogAxis {
  const [low, high] = [Math.max(least, 0.01), Math.max(greatest, least * 1.5, 0.02)];
  const powers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  const rounds = powers(Math.floor(Math.log10(low)) - 1, Math.ceil(Math.log10(high)) + 1).flatMap((power) =>
    mantissas.map((mantissa) => Number((mantissa * power).toPrecision(1))),
  );
  const start = rounds.findLast((value) => value <= low) ?? low;
  const end = rounds.find((value) => value >= high * 0.999_999) ?? high;
  const span = Math.log(end / start);
  // Logarithms differ in their last digits between server and browser.
  const at = (value: number): number =>
    Math.min(1, Math.max(0, Math.round((Math.log(Math.max(value, start) / start) / span) * 1e5) / 1e5));
  const within = rounds.filter((value) => value >= start && value <= end);
  const leading = (value: number) => Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
  const choices = [
    within,
    within.filter((value) => value === start || [1, 3].includes(leading(value))),
    within.filter((value) => [1, 3].includes(leading(value))),
    within.filter((value) => leading(value) === 1),
  ];
  const apart = (values: readonly number[]) =>
    values.every((value, index) => index === 0 || at(value) - at(values[index - 1]!) > 0.1);
  const ticks = choices.find((values) => values.length <= mostTicks && apart(values)) ?? choices[3]!;
  return {
    place: at,
    ticks: ticks.map((value) => ({ at: at(value), label: tickLabel(value, currency), major: leading(value) === 1 })),
  };
}

const tickLabel = (value: number, currency: string): string =>
  formatMoneyShort(value, currency).replace(/\.0+(?!\d)/, '');
