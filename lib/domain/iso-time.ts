const shape =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Unix ms of an ISO 8601 time with an offset (`2026-11-22T20:54:57.123+01:00`, seconds and their fraction optional,
 * cut to the millisecond), years 0001 to 9999; NaN for everything else, days that do not exist included.
 */
export function parseIsoTime(text: string): number {
  const found = shape.exec(text);
  if (found === null) return Number.NaN;
  const [, year, month, day] = found as unknown as [string, string, string, string];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (year === '0000' || date.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return Number.NaN;
  return Date.parse(text);
}
