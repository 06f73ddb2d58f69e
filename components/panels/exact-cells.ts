import { formatCount, notMeasured } from '@/components/prepare/format-number';

/** A count with all its digits; an en dash where there is none. */
export const exactCount = (count: number | null): string => (count === null ? notMeasured : formatCount(count));

/** `46.18 %`: two decimals, as tables give more than marks; an en dash where it would be of nothing. */
export const exactShare = (share: number | null): string =>
  share === null ? notMeasured : `${(share * 100).toFixed(2)}\u00a0%`;
