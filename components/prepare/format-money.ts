import { formatNumber } from './format-number';

const symbols: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', PLN: 'zł' };
const decimalPlaces: Readonly<Record<string, number>> = { JPY: 0 };

function signOf(currency: string): string {
  return symbols[currency] ?? `${currency}\u00a0`;
}

/** `€321,055.40` from a decimal text, rounded half up to the currency's places without passing through a float. */
export function formatMoney(decimal: string, currency: string, places = decimalPlaces[currency] ?? 2): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (match === null) return '–';
  const [, minus, whole = '0', fraction = ''] = match;
  const scaled = BigInt(whole + fraction.padEnd(places + 1, '0').slice(0, places + 1));
  const rounded = (scaled + 5n) / 10n;
  const digits = rounded.toString().padStart(places + 1, '0');
  const units = BigInt(places === 0 ? digits : digits.slice(0, -places)).toLocaleString('en-US');
  const cents = places === 0 ? '' : `.${digits.slice(-places)}`;
  return `${minus === '-' && rounded > 0n ? '−' : ''}${signOf(currency)}${units}${cents}`;
}

/** `€321 k`: three significant digits. */
export function formatMoneyShort(value: number, currency: string): string {
  return value < 0 ? `−${formatMoneyShort(-value, currency)}` : signOf(currency) + formatNumber(value);
}
