import { hourMs } from './time-zone';

const mostSteps = 60;
/** A shorter period is drawn with what came before it: less than a day of hours is no line. */
const leastHours = 24;

/** Equal steps of whole hours that end with a period. */
export interface PeriodSteps {
  readonly fromMs: number;
  readonly hours: number;
  readonly count: number;
}

/** At most 60 steps over the period, or over the day that ends with it where it is shorter. Unix ms, whole hours. */
export function periodSteps({ fromMs, toMs }: { fromMs: number; toMs: number }): PeriodSteps {
  const length = Math.max(leastHours, Math.round((toMs - fromMs) / hourMs));
  const hours = Math.ceil(length / mostSteps);
  const count = Math.ceil(length / hours);
  return { fromMs: toMs - count * hours * hourMs, hours, count };
}
