import { hourMs, type ZoneSegment } from './time-zone';

export const slotsPerWeek = 168;

/** Monday 00:00 is slot 0, Sunday 23:00 slot 167; 1970-01-01 was a Thursday. */
export function weekSlot(utcHourMs: number, offsetMs: number): number {
  const hours = Math.floor((utcHourMs + offsetMs) / hourMs) + 72;
  return ((hours % slotsPerWeek) + slotsPerWeek) % slotsPerWeek;
}

/** Monday is 1. */
export const weekdayOfSlot = (slot: number): number => Math.floor(slot / 24) + 1;
export const hourOfSlot = (slot: number): number => slot % 24;

/** How many hours of the segments fall on each slot of the week. */
export function hoursPerSlot(segments: readonly ZoneSegment[]): readonly number[] {
  const counts = new Array<number>(slotsPerWeek).fill(0);
  for (const { fromMs, toMs, offsetMs } of segments) {
    const hours = Math.max(0, Math.round((toMs - fromMs) / hourMs));
    const weeks = Math.floor(hours / slotsPerWeek);
    for (let slot = 0; slot < slotsPerWeek; slot += 1) counts[slot]! += weeks;
    for (let hour = weeks * slotsPerWeek; hour < hours; hour += 1)
      counts[weekSlot(fromMs + hour * hourMs, offsetMs)]! += 1;
  }
  return counts;
}
