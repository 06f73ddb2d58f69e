import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'crit';

const grounds: Record<Tone, string> = {
  neutral: 'bg-raised text-muted',
  accent: 'bg-accent-tint text-accent',
  ok: 'bg-ok-tint text-ok',
  warn: 'bg-warn-tint text-warn',
  crit: 'bg-crit-tint text-crit',
};

/** Icon and word on a tint, 24 high (20 when small): colour never speaks alone. */
export function Chip({
  tone,
  icon: Icon,
  children,
  small = false,
}: {
  tone: Tone;
  icon: LucideIcon;
  children: ReactNode;
  small?: boolean;
}) {
  return (
    <span
      className={classNames(
        'fade inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap rounded-12 px-2 text-12',
        small ? 'h-5' : 'h-6',
        grounds[tone],
      )}
    >
      <Icon aria-hidden size={12} strokeWidth={2} />
      {children}
    </span>
  );
}
