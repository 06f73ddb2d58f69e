const noBreakSpace = '\u00a0';
const trueMinus = '\u2212';
/** Stands for a value that was not measured. */
export const notMeasured = '–';

const suffixes = [
  { factor: 1e12, suffix: 'T' },
  { factor: 1e9, suffix: 'G' },
  { factor: 1e6, suffix: 'M' },
  { factor: 1e3, suffix: 'k' },
] as const;

/** A number in two parts, so that the unit can be set smaller: `2.42` and `k`. */
export interface NumberParts {
  readonly digits: string;
  readonly suffix: string;
}

/** Three significant digits with a suffix from 1,000 on; whole numbers below stay whole. */
export function numberParts(value: number): NumberParts {
  if (!Number.isFinite(value)) return { digits: notMeasured, suffix: '' };
  if (value < 0) {
    const parts = numberParts(-value);
    return parts.digits === '0' || parts.digits === '0.00' ? parts : { ...parts, digits: trueMinus + parts.digits };
  }
  if (Number.isInteger(value) && value < 1000) return { digits: String(value), suffix: '' };
  if (value < 999.5) return { digits: threeDigits(value), suffix: '' };
  for (const [index, { factor, suffix }] of suffixes.entries()) {
    const next = suffixes[index + 1];
    if (value >= factor * 0.9995 || next === undefined) {
      const scaled = value / factor;
      return { digits: threeDigits(scaled), suffix };
    }
  }
  return { digits: String(value), suffix: '' };
}

function threeDigits(value: number): string {
  if (value < 0.005) return '0';
  if (value < 9.995) return value.toFixed(2);
  if (value < 99.95) return value.toFixed(1);
  return value.toFixed(0);
}

/** `2.42 k ev/s`; null gives an en dash without the unit. */
export function formatNumber(value: number | null, unit = ''): string {
  if (value === null || !Number.isFinite(value)) return notMeasured;
  const { digits, suffix } = numberParts(value);
  return [digits, suffix, unit].filter((part) => part !== '').join(noBreakSpace);
}

/** `4,836`: exact, with thousands. */
export function formatCount(value: number | bigint): string {
  const text = value.toLocaleString('en-US');
  return text.startsWith('-') ? trueMinus + text.slice(1) : text;
}

/** `12.4 %` of a share 0..1. */
export function formatPercent(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return notMeasured;
  return `${numberParts(share * 100).digits}${noBreakSpace}%`;
}

/** `+0.6 %` between two values; null when there is nothing to compare with. */
export function formatChange(value: number | null, previous: number | null): string | null {
  if (value === null || previous === null) return null;
  if (value === previous) return `0${noBreakSpace}%`;
  if (previous === 0) return null;
  const percent = ((value - previous) / Math.abs(previous)) * 100;
  const size = Math.abs(percent);
  if (size >= 1000) return `${percent > 0 ? '×' : trueMinus}${formatNumber(value / previous)}`;
  const digits = size < 9.95 ? size.toFixed(1) : size.toFixed(0);
  return `${percent < 0 ? trueMinus : '+'}${digits}${noBreakSpace}%`;
}
