import type { PreparedTile } from '@/components/prepare/prepare-tiles';

type Figure = Pick<PreparedTile, 'digits' | 'unit' | 'change'>;

/** The newest figure of a panel: large above its chart, or small in the title's line. */
export const EmbedFigure = ({ large, ...figure }: Figure & { readonly large: boolean }) =>
  large ? <BigNumber {...figure} /> : <SmallNumber {...figure} />;

/** Above the chart, where the frame is high enough. */
function BigNumber({ digits, unit, change }: Figure) {
  return (
    <p className="hidden h-9 shrink-0 items-end gap-1.5 whitespace-nowrap [@container_embed_(min-height:260px)]:flex">
      <span className="font-medium text-32">{digits}</span>
      <span className="pb-[3px] text-13 text-muted">{unit}</span>
      {change === null ? null : <span className="pb-[3px] pl-4 text-12 text-muted">{change} in 1 min</span>}
    </p>
  );
}

/** The same figure in the title's line of a frame too low for the big one. */
function SmallNumber({ digits, unit }: Figure) {
  return (
    <span className="shrink-0 whitespace-nowrap font-medium text-13 [@container_embed_(max-width:199px)]:hidden [@container_embed_(min-height:260px)]:hidden">
      {digits} <span className="font-normal text-12 text-muted">{unit}</span>
    </span>
  );
}
