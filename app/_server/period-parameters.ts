import type { EngagementWindow } from '@/lib/contracts/engagement-panels';
import { storedWindows } from '@/lib/contracts/stored-answer';
import { utcOfLocalHour } from '@/lib/db/query-orders-range';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { hourMs, isTimeZone } from '@/lib/domain/time-zone';
import { one, oneOf, type PanelContext } from './stored-panel';

const windowHours: Readonly<Record<EngagementWindow, number>> = {
  ...{ '1h': 1, '24h': 24, '7d': 168, '28d': 672, '90d': 2_160 },
};

/** Parameters of a panel over a period of local hours. */
export const periodShape = {
  tz: one.refine((zone) => zone === null || isTimeZone(zone), 'must be a time zone like UTC or Europe/Warsaw'),
  from: one,
  to: one,
  window: oneOf(storedWindows),
};

export interface Period {
  readonly tz: string;
  /** Unix ms, whole hours, `toMs` exclusive; null = as far as anything is stored. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** The period that the parameters name. Throws `UnanswerableQuestion` naming the bad one. */
export function readPeriod(
  asked: { tz: string | null; from: string | null; to: string | null; window: EngagementWindow | null },
  context: Pick<PanelContext, 'defaultZone' | 'nowMs'>,
): Period {
  const { from, to, window } = asked;
  const tz = asked.tz ?? context.defaultZone;
  if (window !== null) {
    if (from !== null || to !== null)
      throw new UnanswerableQuestion('window', 'window cannot be given together with from or to.');
    const toMs = Math.floor(context.nowMs / hourMs + 1) * hourMs;
    return { tz, fromMs: toMs - windowHours[window] * hourMs, toMs };
  }
  const fromMs = readHour(tz, 'from', from);
  const toMs = readHour(tz, 'to', to);
  if (fromMs !== null && toMs !== null && from! >= to!)
    throw new UnanswerableQuestion('to', 'to must be later than from; it is the first hour left out.');
  return { tz, fromMs, toMs };
}

function readHour(zone: string, name: string, text: string | null): number | null {
  if (text === null) return null;
  const utcMs = utcOfLocalHour(zone, text);
  if (utcMs === null)
    throw new UnanswerableQuestion(name, `${name} must be a whole local hour like 2026-10-25 or 2026-10-25T13:00.`);
  return utcMs;
}
