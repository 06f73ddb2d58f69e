import { CircleCheck, CircleHelp, OctagonAlert, TriangleAlert } from 'lucide-react';
import { Sparkline } from '@/components/charts/sparkline';
import type { PreparedTile } from '@/components/prepare/prepare-tiles';
import { Chip } from '@/components/ui/chip';
import type { TileStatus } from '@/lib/contracts/live-frame';

/** One big number with its status, last minute and change. */
export function StatTile({ tile }: { tile: PreparedTile }) {
  return (
    <section
      aria-label={tile.label}
      data-testid={`tile-${tile.id}`}
      data-value={tile.value ?? ''}
      data-status={tile.status}
      className="@container h-[100px] rounded-8 border border-line bg-panel px-[15px] pt-[11px] pb-[7px] desktop:h-[104px]"
    >
      <div className="flex h-4 items-center justify-between gap-2 text-12">
        <h2 className="truncate text-muted">{tile.label}</h2>
        <TileStatusMark status={tile.status} />
      </div>
      <p className="flex h-9 items-end gap-1.5 whitespace-nowrap desktop:mt-1">
        <span className="font-medium text-32">{tile.digits}</span>
        <span className="pb-[3px] text-13 text-muted">{tile.unit}</span>
      </p>
      <div className="mt-1 flex h-6 items-end justify-between gap-2">
        <div className="hidden w-[72px] min-w-0 @min-[168px]:w-24 @min-[108px]:block">
          <Sparkline values={tile.spark} dotColor={dotColors[tile.status]} className="block w-full" />
        </div>
        {tile.change === null ? null : (
          <p className="ml-auto whitespace-nowrap pb-0.5 text-12 text-muted">
            {tile.change}
            <span className="hidden @min-[168px]:inline"> in 1 min</span>
          </p>
        )}
      </div>
    </section>
  );
}

const dotColors: Readonly<Record<TileStatus, string>> = {
  ok: 'var(--text)',
  unknown: 'var(--text-muted)',
  warn: 'var(--warn)',
  crit: 'var(--crit)',
};

function TileStatusMark({ status }: { status: TileStatus }) {
  if (status === 'warn')
    return (
      <span className="-mr-1">
        <Chip small tone="warn" icon={TriangleAlert}>
          Warn
        </Chip>
      </span>
    );
  if (status === 'crit')
    return (
      <span className="-mr-1">
        <Chip small tone="crit" icon={OctagonAlert}>
          Crit
        </Chip>
      </span>
    );
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-muted">
      {status === 'ok' ? (
        <CircleCheck aria-hidden size={12} className="text-ok" />
      ) : (
        <CircleHelp aria-hidden size={12} />
      )}
      {status === 'ok' ? 'OK' : 'Unknown'}
    </span>
  );
}
