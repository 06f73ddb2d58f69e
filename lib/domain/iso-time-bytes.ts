const dayMs = 86_400_000;

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + (yearOfEra >> 2) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

const daysInMonth = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** Two decimal digits as a number; NaN when one is none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * Unix ms of the ASCII text `YYYY-MM-DDTHH:MM:SS[.fff](Z|+HH:MM|-HH:MM)` in `bytes[start, end)`, or NaN, which only
 * says that `parseIsoTime` has to look: other forms may be good times, too.
 */
export function isoTimeOfBytes(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 20 || length > 29) return Number.NaN;
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  const hour = twoDigits(bytes, start + 11);
  const minute = twoDigits(bytes, start + 14);
  const second = twoDigits(bytes, start + 17);
  if (bytes[start + 4] !== 45 || bytes[start + 7] !== 45 || bytes[start + 10] !== 84) return Number.NaN;
  if (bytes[start + 13] !== 58 || bytes[start + 16] !== 58) return Number.NaN;
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 59))
    return Number.NaN;
  if (day > daysInMonth[month]! && !(month === 2 && day === 29 && isLeap(year))) return Number.NaN;

  let at = start + 19;
  let fraction = 0;
  if (bytes[at] === 46) {
    fraction = twoDigits(bytes, at + 1) * 10 + (bytes[at + 3]! - 48);
    if (!(fraction >= 0 && bytes[at + 3]! >= 48 && bytes[at + 3]! <= 57)) return Number.NaN;
    at += 4;
  }
  let offsetMinutes = 0;
  if (bytes[at] === 90) at += 1;
  else {
    const sign = bytes[at] === 43 ? 1 : bytes[at] === 45 ? -1 : Number.NaN;
    const hours = twoDigits(bytes, at + 1);
    const minutes = twoDigits(bytes, at + 4);
    if (bytes[at + 3] !== 58 || !(hours <= 23 && minutes <= 59)) return Number.NaN;
    offsetMinutes = sign * (hours * 60 + minutes);
    at += 6;
  }
  if (at !== end) return Number.NaN;
  const seconds = hour * 3_600 + (minute - offsetMinutes) * 60 + second;
  return daysFromCivil(year, month, day) * dayMs + seconds * 1_000 + fraction;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
