import type { FigureTile } from '@/components/prepare/user-summary';
import { classNames } from '@/components/ui/class-names';

/** Big numbers with a line below each; `framed`: each a tile of its own, else parted by hairlines. */
export function FigureTiles({ tiles, framed }: { tiles: readonly FigureTile[]; framed: boolean }) {
  return (
    <div
      className={classNames(
        'grid',
        framed
          ? 'grid-cols-2 gap-4 tablet:grid-cols-3 desktop:grid-cols-6'
          : 'h-full grid-cols-2 content-evenly gap-x-6 @min-[420px]:grid-cols-3 [@container_embed_(max-height:239px)]:grid-cols-3 [@container_embed_(max-height:239px)]:gap-x-3',
      )}
    >
      {tiles.map((tile, index) => (
        <section
          key={tile.id}
          aria-label={tile.label}
          data-testid={`figure-${tile.id}`}
          data-value={tile.value ?? ''}
          className={classNames(
            'min-w-0',
            framed && 'h-[100px] rounded-8 border border-line bg-panel px-[15px] pt-[11px] pb-[11px] desktop:h-[104px]',
            !framed && index > 2 && '[@container_embed_(max-height:239px)]:hidden',
          )}
        >
          <h2 className="truncate text-12 text-muted">{tile.label}</h2>
          <p className="mt-1 flex h-9 items-end gap-1.5 whitespace-nowrap">
            <span className="font-medium text-32">{tile.digits}</span>
            <span className="truncate pb-[3px] text-13 text-muted">{tile.unit}</span>
          </p>
          <p className="mt-1.5 truncate text-12 text-muted" title={tile.below}>
            {tile.below}
          </p>
        </section>
      ))}
    </div>
  );
}
