export const hourMs = 3_600_000;

/** A stretch of time with one distance from UTC; `toMs` is exclusive. Local time = UTC + `offsetMs`. */
export interface ZoneSegment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** true for an IANA zone name (`Europe/Warsaw`) or `UTC`; bare offsets like `+02:00` are no zones. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds that the zone's wall clock is ahead of UTC at a moment. */
export function zoneOffsetMs(zone: string, utcMs: number): number {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(utcMs)) part[type] = value;
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
  local.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
  return local.getTime() - Math.floor(utcMs / 1_000) * 1_000;
}

const stepMs = 24 * hourMs;

/** Splits [fromMs, toMs) where the zone's distance from UTC changes; changes that last under a day may be missed. */
export function zoneSegments(zone: string, fromMs: number, toMs: number): readonly ZoneSegment[] {
  const segments: ZoneSegment[] = [];
  let startMs = fromMs;
  let offsetMs = zoneOffsetMs(zone, fromMs);
  for (let atMs = fromMs; atMs < toMs; ) {
    const nextMs = Math.min(atMs + stepMs, toMs);
    const nextOffsetMs = zoneOffsetMs(zone, nextMs);
    if (nextOffsetMs !== offsetMs) {
      const changeMs = changeBetween(zone, atMs, nextMs, offsetMs);
      if (changeMs >= toMs) break;
      segments.push({ fromMs: startMs, toMs: changeMs, offsetMs });
      startMs = changeMs;
      offsetMs = nextOffsetMs;
    }
    atMs = nextMs;
  }
  segments.push({ fromMs: startMs, toMs, offsetMs });
  return segments;
}

/** First second in (afterMs, untilMs] at which the distance is no longer `offsetMs`. */
function changeBetween(zone: string, afterMs: number, untilMs: number, offsetMs: number): number {
  let before = Math.floor(afterMs / 1_000);
  let changed = Math.ceil(untilMs / 1_000);
  while (changed - before > 1) {
    const middle = Math.floor((before + changed) / 2);
    if (zoneOffsetMs(zone, middle * 1_000) === offsetMs) before = middle;
    else changed = middle;
  }
  return changed * 1_000;
}

/**
 * The first whole UTC hour at which the zone's wall clock shows `localMs` (a wall-clock time written as if it were UTC)
 * or later: of a repeated hour the first, of a skipped one the moment of the change.
 */
export function firstUtcHourOf(zone: string, localMs: number): number {
  const reachMs = 27 * hourMs;
  let early = Math.floor((localMs - reachMs) / hourMs);
  const last = Math.ceil((localMs + reachMs) / hourMs);
  while (early < last && early * hourMs + zoneOffsetMs(zone, early * hourMs) < localMs) early += 1;
  return early * hourMs;
}
