import { formatClock, formatClockMinutes } from './format-clock';

export interface TimeTick {
  readonly timeMs: number;
  readonly label: string;
}

const liveStepMs = [
  { windowMs: 60_000, stepMs: 15_000 },
  { windowMs: 300_000, stepMs: 60_000 },
  { windowMs: 900_000, stepMs: 300_000 },
  { windowMs: 3_600_000, stepMs: 900_000 },
] as const;

/** `−5 min −4 … now`: ticks of a window that ends at `endMs`, unit at the first only. Narrow plots get every second one. */
export function liveTicks(endMs: number, windowMs: number, options: { sparse?: boolean } = {}): readonly TimeTick[] {
  const stepMs = liveStepMs.find((entry) => entry.windowMs >= windowMs)?.stepMs ?? 900_000;
  const inSeconds = windowMs <= 60_000;
  const count = Math.round(windowMs / stepMs);
  const ticks = Array.from({ length: count + 1 }, (_, index) => {
    const back = count - index;
    const amount = (back * stepMs) / (inSeconds ? 1_000 : 60_000);
    const unit = index === 0 ? (inSeconds ? '\u00a0s' : '\u00a0min') : '';
    return { timeMs: endMs - back * stepMs, label: back === 0 ? 'now' : `−${amount}${unit}` };
  });
  return options.sparse
    ? ticks.filter((_, index) => index === 0 || index === count || (count - index) % 2 === 0)
    : ticks;
}

/** The same ticks as clock times in UTC, `14:27 … 14:32`; with seconds in a window of a minute. */
export function windowClockTicks(
  endMs: number,
  windowMs: number,
  options: { sparse?: boolean } = {},
): readonly TimeTick[] {
  const write = windowMs <= 60_000 ? formatClock : formatClockMinutes;
  return liveTicks(endMs, windowMs, options).map(({ timeMs }) => ({ timeMs, label: write(timeMs) }));
}

/** Whole minutes (or the step that gives at most 8) between two times, as UTC clock times. */
export function clockTicks(fromMs: number, toMs: number): readonly TimeTick[] {
  const minute = 60_000;
  const stepMs = [minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute].find((step) => (toMs - fromMs) / step <= 8);
  const width = stepMs ?? 30 * minute;
  const ticks: TimeTick[] = [];
  for (let timeMs = Math.ceil(fromMs / width) * width; timeMs <= toMs; timeMs += width)
    ticks.push({ timeMs, label: formatClockMinutes(timeMs) });
  return ticks;
}

/** `14:27:07 – 14:32:07 UTC`. */
export function formatRange(fromMs: number, toMs: number): string {
  return `${formatClock(fromMs)} – ${formatClock(toMs)} UTC`;
}
