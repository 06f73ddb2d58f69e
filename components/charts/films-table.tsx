import { filmTitle, spreadMark, starsText } from '@/components/prepare/films-top';
import { formatCount } from '@/components/prepare/format-number';
import { genreName } from '@/components/prepare/ratings-genres';
import { classNames } from '@/components/ui/class-names';
import type { FilmsTopRow } from '@/lib/contracts/ratings-panels';

export const filmRowHeight = 32;
const wide = 'hidden @min-[560px]:table-cell';
const middle = 'hidden @min-[400px]:table-cell';
const wideColumn = 'hidden @min-[560px]:table-column';
const middleColumn = 'hidden @min-[400px]:table-column';
const percent = (part: number): string => `${part * 100}%`;

/** Films by rank, with mean and spread as a mark; columns go as the room does, name and number stay. */
export function FilmsTable({ films, label }: { films: readonly FilmsTopRow[]; label: string }) {
  return (
    <div className="@container">
      <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0 text-13">
        <colgroup>
          <col className="w-8" />
          <col />
          <col className={classNames(wideColumn, 'w-[20%]')} />
          <col className="w-24 @min-[400px]:w-26" />
          <col className={classNames(middleColumn, 'w-12')} />
          <col className="w-11" />
          <col className={classNames(middleColumn, 'w-24')} />
        </colgroup>
        <thead className="text-12 text-muted">
          <tr className="h-6">
            <Head align="right" title="#" className="pr-3" />
            <Head title="Film" />
            <Head title="Genres" className={wide} />
            <Head align="right" title="Shrunken mean" />
            <Head align="right" title="Mean" className={middle} />
            <Head align="right" title="n" />
            <Head align="right" title="0.5 – 5.0, ± sd" className={middle} />
          </tr>
        </thead>
        <tbody>
          {films.map((film) => (
            <Film key={film.film} film={film} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ title, align = 'left', className }: { title: string; align?: 'left' | 'right'; className?: string }) {
  return (
    <th
      scope="col"
      className={classNames(
        'whitespace-nowrap border-line border-b p-0 font-normal',
        align === 'right' ? 'text-right' : 'text-left',
        className,
      )}
    >
      {title}
    </th>
  );
}

const cell = 'border-grid border-b p-0 text-right';

function Film({ film }: { film: FilmsTopRow }) {
  const genres = film.genres.map(genreName).join(', ');
  return (
    <tr style={{ height: filmRowHeight }} className="hover:bg-raised">
      <td className={classNames(cell, 'pr-3 text-muted')}>{film.rank}</td>
      <th scope="row" className="border-grid border-b p-0 pr-3 text-left font-medium" title={filmTitle(film)}>
        <span className="flex gap-1">
          <span className="truncate">{filmTitle(film)}</span>
          {film.year === null ? null : <span className="font-normal text-muted @max-[400px]:hidden">{film.year}</span>}
        </span>
      </th>
      <td className={classNames('truncate border-grid border-b p-0 pr-3 text-left text-muted', wide)} title={genres}>
        {genres === '' ? '–' : genres}
      </td>
      <td className={classNames(cell, 'font-medium')}>{starsText(film.shrunkenMean)}</td>
      <td className={classNames(cell, 'text-muted', middle)}>{starsText(film.mean)}</td>
      <td className={cell}>{formatCount(film.ratings)}</td>
      <td className={classNames('border-grid border-b p-0 pl-6', middle)}>
        <Spread film={film} />
      </td>
    </tr>
  );
}

/** Mean as a tick on the band of one standard deviation to either side. */
function Spread({ film }: { film: FilmsTopRow }) {
  const { low, at, high } = spreadMark(film);
  const text = `${starsText(film.mean)} ± ${starsText(film.deviation)}`;
  return (
    <div role="img" aria-label={text} title={text} className="relative h-5">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
      <span
        className="absolute top-1/2 h-[5px] -translate-y-1/2 bg-neutral"
        style={{ left: percent(low), width: percent(high - low) }}
      />
      <span className="absolute inset-y-1 w-0.5 -translate-x-1/2 bg-text" style={{ left: percent(at) }} />
    </div>
  );
}
