import {
  Circle,
  CircleDashed,
  CircleMinus,
  CircleX,
  Clock,
  LoaderCircle,
  Pause,
  Plug,
  RefreshCw,
  Snowflake,
} from 'lucide-react';
import { formatAge, formatSpan } from '@/components/prepare/format-age';
import { formatClockMinutes } from '@/components/prepare/format-clock';
import { Chip } from '@/components/ui/chip';
import type { PanelState } from './panel-state';

/** The state of a panel or a page as icon, word and age. Live and stored are quiet: no ground. */
export function StateChip({ state }: { state: PanelState }) {
  switch (state.kind) {
    case 'live':
      return (
        <span className="inline-flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap pl-2 text-12">
          <Circle aria-hidden size={6} className="fill-ok text-ok" />
          Live <span className="text-muted">{formatAge(state.ageMs)}</span>
        </span>
      );
    case 'stored':
      return (
        <span className="h-6 shrink-0 whitespace-nowrap text-12 text-muted leading-6 [[data-stamp]_&]:hidden">
          {formatAge(state.ageMs)} old
        </span>
      );
    case 'loading':
      return (
        <Chip tone="neutral" icon={LoaderCircle}>
          Loading
        </Chip>
      );
    case 'backfilling':
      return (
        <Chip tone="neutral" icon={RefreshCw}>
          Backfilling {Math.floor(state.share * 100)} %
        </Chip>
      );
    case 'paused':
      return (
        <Chip tone="accent" icon={Pause}>
          Paused {formatSpan(state.forMs, { pad: true })}
        </Chip>
      );
    case 'idle':
      return (
        <Chip tone="neutral" icon={CircleMinus}>
          Idle {state.forMs === null ? '' : formatSpan(state.forMs)}
        </Chip>
      );
    case 'empty':
      return (
        <Chip tone="neutral" icon={CircleDashed}>
          Empty
        </Chip>
      );
    case 'stale':
      return (
        <Chip tone="warn" icon={Clock}>
          Stale {formatAge(state.ageMs)}
        </Chip>
      );
    case 'reconnecting':
      return (
        <Chip tone="warn" icon={Plug}>
          Reconnecting attempt {state.attempt}
        </Chip>
      );
    case 'frozen':
      return (
        <Chip tone="accent" icon={Snowflake}>
          Frozen {formatClockMinutes(state.capturedAtMs)} UTC
        </Chip>
      );
    case 'error':
      return (
        <Chip tone="crit" icon={CircleX}>
          Error
        </Chip>
      );
  }
}
