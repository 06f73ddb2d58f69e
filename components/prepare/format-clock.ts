/** `14:32:07` in UTC; the zone stands once beside it, in the subtitle or at the range. */
export function formatClock(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 19);
}

/** `14:32` in UTC. */
export function formatClockMinutes(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 16);
}
