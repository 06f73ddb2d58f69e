import { formatNumber, type NumberParts, notMeasured, numberParts } from './format-number';

export interface DurationParts extends NumberParts {
  readonly unit: string;
}

/** Milliseconds as digits and unit: ms below a second, then s, then min. */
export function durationParts(durationMs: number | null): DurationParts {
  if (durationMs === null || !Number.isFinite(durationMs)) return { digits: notMeasured, suffix: '', unit: '' };
  const size = Math.abs(durationMs);
  if (size < 999.5) return { ...fixed(durationMs), unit: 'ms' };
  if (size < 119_950) return { ...fixed(durationMs / 1000), unit: 's' };
  return { ...numberParts(durationMs / 60_000), unit: 'min' };
}

// 12 ms is measured, not counted: it keeps its three digits.
function fixed(value: number): NumberParts {
  if (value === 0) return { digits: '0', suffix: '' };
  return numberParts(Number.isInteger(value) ? value + 1e-9 : value);
}

/** `8.40 ms`, `1.24 s`; null gives an en dash. */
export function formatDuration(durationMs: number | null): string {
  const { digits, unit } = durationParts(durationMs);
  return unit === '' ? notMeasured : `${digits}\u00a0${unit}`;
}

/** The same figure where every number of a table must have one unit. */
export const formatMilliseconds = (value: number | null): string => formatNumber(value, 'ms');
