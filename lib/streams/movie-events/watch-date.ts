import { parseIsoTime } from '../../domain/iso-time';
import { zoneOffsetMs } from '../../domain/time-zone';

const day = /^\d{4}-\d\d-\d\d$/;
const month = /^\d{4}-\d\d$/;

/**
 * Unix ms at which a date of watching begins, read as UTC where it names no offset (`2026-11`, `2026-11-22`,
 * `2026-11-22T20:15`, or a time with an offset), so that no zone's "today" lies a day ahead; NaN when it is no date.
 */
export function startMsOfDate(date: string): number {
  const text = date.trim();
  if (day.test(text)) return parseIsoTime(`${text}T00:00Z`);
  if (month.test(text)) return parseIsoTime(`${text}-01T00:00Z`);
  const timeMs = parseIsoTime(text);
  return Number.isNaN(timeMs) ? parseIsoTime(`${text}Z`) : timeMs;
}

/** The month of a valid date as it is written, like `2026-11`. */
export const monthOfDate = (date: string): string => date.trim().slice(0, 7);

const hourMs = 3_600_000;
const keptHours = 20_000;

/** Months of moments in a zone whose distance from UTC is whole hours; hours are remembered. */
export function createMonthOf(timeZone: string): (timeMs: number) => string {
  let known = new Map<number, string>();
  return (timeMs) => {
    const hour = Math.floor(timeMs / hourMs);
    let found = known.get(hour);
    if (found === undefined) {
      if (known.size >= keptHours) known = new Map();
      const local = new Date(hour * hourMs + zoneOffsetMs(timeZone, hour * hourMs));
      found = `${String(local.getUTCFullYear()).padStart(4, '0')}-${String(local.getUTCMonth() + 1).padStart(2, '0')}`;
      known.set(hour, found);
    }
    return found;
  };
}
