import type { BiasMark, GenresModel } from '@/components/prepare/ratings-genres';
import type { ValueAxis } from '@/components/prepare/value-axis';
import { classNames } from '@/components/ui/class-names';

export const biasRowHeight = 16;
const percent = (part: number): string => `${part * 100}%`;
/** Narrower than this, the second statistic goes. */
const second = 'hidden @min-[480px]:table-cell';
/** Room between the two. */
const beforeSecond = '@min-[480px]:pr-10';
const secondColumn = 'hidden @min-[480px]:table-column';

/** Genres down, two statistics beside each other: a dot on the band of what was expected. A table, to be read without marks. */
export function BiasChart({ model, label, rows }: { model: GenresModel; label: string; rows?: number }) {
  const genres = rows === undefined ? model.genres : model.genres.slice(0, rows);
  return (
    <div className="@container">
      <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0 text-12 leading-4">
        <colgroup>
          <col className="w-24 @min-[560px]:w-26" />
          <col />
          <col className="w-14 @min-[480px]:w-24" />
          <col className={secondColumn} />
          <col className={classNames('w-14 @min-[560px]:w-20', secondColumn)} />
        </colgroup>
        <thead>
          <tr className="h-5">
            <th scope="col" className="p-0 font-normal">
              <span className="sr-only">Genre</span>
            </th>
            <Ticks axis={model.leadingAxis} />
            <Name long="Most-rated genre" className={beforeSecond} />
            <Ticks axis={model.topAxis} className={second} />
            <Name long="Among the top three" className={second} />
          </tr>
        </thead>
        <tbody>
          {genres.map(({ name, leading, top }) => (
            <tr key={name} style={{ height: biasRowHeight }} className="hover:bg-raised">
              <th scope="row" className="truncate p-0 text-left font-normal" title={name}>
                {name}
              </th>
              <Plot mark={leading} axis={model.leadingAxis} />
              <Value mark={leading} className={beforeSecond} />
              <Plot mark={top} axis={model.topAxis} className={second} />
              <Value mark={top} className={second} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ long, className }: { long: string; className?: string }) {
  return (
    <th scope="col" className={classNames('overflow-visible py-0 pl-0 text-right font-medium', className)}>
      <span className="float-right whitespace-nowrap">{long}</span>
    </th>
  );
}

/** First, middle and last tick of the axis; the name of the column covers the others. */
function Ticks({ axis, className }: { axis: ValueAxis; className?: string }) {
  return (
    <td aria-hidden className={classNames('relative h-5 p-0 text-muted', className)}>
      {axis.ticks
        .filter((tick) => tick.value === 0 || tick.value / axis.max < 0.6)
        .map((tick) => (
          <span
            key={tick.value}
            className={classNames('absolute top-0 whitespace-nowrap', tick.value > 0 && '-translate-x-1/2')}
            style={{ left: percent(tick.value / axis.max) }}
          >
            {tick.label}
          </span>
        ))}
    </td>
  );
}

function Plot({ mark, axis, className }: { mark: BiasMark; axis: ValueAxis; className?: string }) {
  return (
    <td aria-hidden className={classNames('relative h-4 p-0', className)} title={mark.title}>
      {axis.ticks.map((tick) => (
        <span
          key={tick.value}
          className={classNames('absolute inset-y-0 w-px', tick.value === 0 ? 'bg-line-strong' : 'bg-grid')}
          style={{ left: percent(tick.value / axis.max) }}
        />
      ))}
      <span
        className="absolute top-1/2 h-[5px] -translate-y-1/2 bg-neutral/45"
        style={{ left: percent(mark.low), width: percent(mark.high - mark.low) }}
      />
      <span className="absolute inset-y-0.5 w-0.5 -translate-x-1/2 bg-text" style={{ left: percent(mark.expected) }} />
      <span
        data-outside={mark.outside}
        className={classNames(
          'absolute top-1/2 size-[9px] -translate-x-1/2 -translate-y-1/2 rounded-full border-[1.5px] border-series-1',
          mark.outside ? 'bg-series-1' : 'bg-panel',
        )}
        style={{ left: percent(mark.at) }}
      />
    </td>
  );
}

function Value({ mark, className }: { mark: BiasMark; className?: string }) {
  return (
    <td
      className={classNames(
        'whitespace-nowrap py-0 pl-0 text-right',
        mark.outside ? 'font-medium text-text' : 'text-muted',
        className,
      )}
    >
      {mark.value}
    </td>
  );
}
