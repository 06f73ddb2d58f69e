import { waitMs } from './acknowledged-send';
import type { ProducingClock } from './produce-paced';

/** The machine's clocks. */
export const systemClock: ProducingClock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  sleep: waitMs,
};
