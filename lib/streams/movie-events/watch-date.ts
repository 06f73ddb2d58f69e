import { parseIsoTime } from '../../domain/iso-time';
import { zoneOffsetMs } from '../../domain/time-zone';

const day = /^\d{4}-\d\d-\d\d$/;
const month = /^\d{4}-\d\d$/;
const hourMs = 3_600_000;
/** How much is remembered of one kind before it is begun anew. */
const kept = 20_000;

/**
 * Unix ms at which a date of watching begins, read as UTC where it names no offset (`2026-11`, `2026-11-22`,
 * `2026-11-22T20:15`, or a time with an offset), so that no zone's "today" lies a day ahead; NaN when it is no date.
 */
export function startMsOfDate(date: string): number {
  const text = date.trim();
  if (text.length === 10) return startMsOfDay(text);
  if (month.test(text)) return startMsOfDay(`${text}-01`);
  const timeMs = parseIsoTime(text);
  return Number.isNaN(timeMs) ? parseIsoTime(`${text}Z`) : timeMs;
}

/** The month of a valid date as it is written, like `2026-11`. */
export const monthOfDate = (date: string): string => date.trim().slice(0, 7);

let knownDays = new Map<string, number>();

function startMsOfDay(text: string): number {
  let found = knownDays.get(text);
  if (found === undefined) {
    if (knownDays.size >= kept) knownDays = new Map();
    found = day.test(text) ? parseIsoTime(`${text}T00:00Z`) : Number.NaN;
    knownDays.set(text, found);
  }
  return found;
}

/** `parseIsoTime`, cheaper for the form that JavaScript writes: `2026-11-22T20:54:57.123Z`. */
export function startMsOfTime(text: string): number {
  if (text.length !== 24 || text[10] !== 'T' || text[23] !== 'Z') return parseIsoTime(text);
  if (text[13] !== ':' || text[16] !== ':' || text[19] !== '.') return parseIsoTime(text);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  return startMsOfDay(text.slice(0, 10)) + hour * hourMs + minute * 60_000 + second * 1_000 + digits(text, 20, 23);
}

/** The digits `text[from, to)` as a number, NaN when one is none. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Months of moments in a zone whose distance from UTC is whole hours; hours are remembered. */
export function createMonthOf(timeZone: string): (timeMs: number) => string {
  let known = new Map<number, string>();
  return (timeMs) => {
    const hour = Math.floor(timeMs / hourMs);
    let found = known.get(hour);
    if (found === undefined) {
      if (known.size >= kept) known = new Map();
      const local = new Date(hour * hourMs + zoneOffsetMs(timeZone, hour * hourMs));
      found = `${String(local.getUTCFullYear()).padStart(4, '0')}-${String(local.getUTCMonth() + 1).padStart(2, '0')}`;
      known.set(hour, found);
    }
    return found;
  };
}
