/** A y axis: its ends, and ticks that share one suffix and one number of decimals. */
export interface ValueAxis {
  /** 0 unless the chart compares what lies close together far from zero. */
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

const steps = [1, 2, 2.5, 5, 10] as const;

function stepFor(max: number): number {
  const power = 10 ** Math.floor(Math.log10(max / 4));
  const step = steps.find((factor) => factor * power * 4 >= max * 0.999_999) ?? 10;
  return step * power;
}

/**
 * Axis for values up to `highest`. `previousMax` is the top drawn before: it stays until the data outgrow it or fall
 * below 40 % of it, so that the axis does not twitch. `least` is the smallest top. `unit` stands on every tick
 * when the axis has one (times); `wholeNumbers` never shows half a record.
 */
export function valueAxis(options: {
  highest: number;
  previousMax?: number;
  least: number;
  unit?: string;
  wholeNumbers?: boolean;
}): ValueAxis {
  const wanted = Math.max(options.highest * 1.05, options.least);
  const previous = options.previousMax ?? 0;
  const keep = previous >= wanted && wanted >= previous * 0.4;
  let step = stepFor(keep ? previous : wanted);
  if (options.wholeNumbers) step = Math.max(1, Math.ceil(step));
  const count = Math.ceil((keep ? previous : wanted) / step - 1e-9);
  const max = step * count;
  return {
    min: 0,
    max,
    ticks: labelled(
      Array.from({ length: count + 1 }, (_, index) => index * step),
      max,
      step,
      options,
    ),
  };
}

/** Axis around values far from zero, at least `leastSpan` high: for lines whose difference is the point. */
export function rangeAxis(options: { lowest: number; highest: number; leastSpan: number }): ValueAxis {
  const span = Math.max(options.leastSpan, (options.highest - options.lowest) * 1.2);
  const middle = (options.highest + options.lowest) / 2;
  const step = stepFor(span);
  const first = Math.max(0, Math.floor((middle - span / 2) / step + 1e-9));
  const last = Math.ceil((middle + span / 2) / step - 1e-9);
  const values = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { min: first * step, max: last * step, ticks: labelled(values, last * step, step, {}) };
}

function labelled(
  values: readonly number[],
  max: number,
  step: number,
  { unit, wholeNumbers: whole }: { unit?: string; wholeNumbers?: boolean },
): ValueAxis['ticks'] {
  const inSeconds = unit === 'ms' && max >= 1_000;
  const [factor, suffix] = inSeconds
    ? [1e3, 's']
    : max >= 2e6
      ? [1e6, 'M']
      : max >= 2e3 && !(whole && max < 1e4)
        ? [1e3, 'k']
        : [1, ''];
  const decimals = decimalsOf(step / factor);
  const ending = [inSeconds ? '' : suffix, inSeconds ? 's' : (unit ?? '')].filter((part) => part !== '').join('\u00a0');
  return values.map((value) => ({
    value,
    label: value === 0 ? '0' : `${digits(value / factor, decimals)}${ending === '' ? '' : `\u00a0${ending}`}`,
  }));
}

function digits(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < 4; decimals += 1) {
    if (Math.abs(step - Number(step.toFixed(decimals))) < step * 1e-6) return decimals;
  }
  return 4;
}
