import { hourMs, zoneOffsetMs } from '@/lib/domain/time-zone';
import type { FilterOption } from './orders-filter-options';

/** Zones whose clock is whole hours from UTC now, the default and the browser's own first. Browser only. */
export function zoneOptions(defaultZone: string, chosen: string | null): readonly FilterOption[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const nowMs = Date.now();
  const first = [...new Set([...(chosen === null ? [] : [chosen]), defaultZone, own, 'UTC'])];
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => !first.includes(zone));
  return [...first, ...others].flatMap((zone) => {
    const offsetMs = zoneOffsetMs(zone, nowMs);
    if (offsetMs % hourMs !== 0) return [];
    return [{ value: zone, label: `${zone.replaceAll('_', ' ')} (UTC${offsetText(offsetMs / hourMs)})` }];
  });
}

const offsetText = (hours: number): string => (hours === 0 ? '' : `${hours > 0 ? '+' : '−'}${Math.abs(hours)}`);
