import { CircleCheck, CircleHelp, OctagonAlert, TriangleAlert } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import type { TileStatus } from '@/lib/contracts/live-frame';

export const statusMarks: Readonly<Record<TileStatus, { icon: typeof CircleCheck; className: string; word: string }>> =
  {
    ok: { icon: CircleCheck, className: 'text-ok', word: 'OK' },
    warn: { icon: TriangleAlert, className: 'text-warn', word: 'Warning' },
    crit: { icon: OctagonAlert, className: 'text-crit', word: 'Critical' },
    unknown: { icon: CircleHelp, className: 'text-muted', word: 'Not measured' },
  };

/** Icon and word of a status. */
export function StatusMark({ status }: { status: TileStatus }) {
  const { icon: Icon, className, word } = statusMarks[status];
  return (
    <span className={classNames('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <Icon aria-hidden size={12} /> {word}
    </span>
  );
}
