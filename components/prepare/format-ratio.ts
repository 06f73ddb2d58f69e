import { formatNumber, notMeasured } from './format-number';

/** Three significant digits also of a whole number, so that a column of measured ones lines up: `50.0`, `5.00`. */
export function measured(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return notMeasured;
  return Number.isInteger(value) && Math.abs(value) < 100
    ? value.toFixed(Math.abs(value) < 10 ? 2 : 1)
    : formatNumber(value);
}

/** `50.0 %` of a share 0..1. */
export const measuredPercent = (share: number | null): string =>
  share === null ? notMeasured : `${measured(Math.round(share * 1e9) / 1e7)}\u00a0%`;
