import type { RankChange, TrendingLine } from '@/components/prepare/trending';
import { classNames } from '@/components/ui/class-names';
import { Sparkline } from './sparkline';

/** Narrow tables keep rank, film, score and line; the rest comes as there is room. */
const from420 = 'hidden @min-[420px]:table-cell';
const from560 = 'hidden @min-[560px]:table-cell';
const from700 = 'hidden @min-[700px]:table-cell';

export interface TrendingHeads {
  readonly events: string;
  readonly before: string;
  /** What the line spans. */
  readonly spark: string;
  readonly note: string;
}

/** Films by rank, with how they got there. */
export function TrendingTable({
  lines,
  heads,
  label,
}: {
  lines: readonly TrendingLine[];
  heads: TrendingHeads;
  label: string;
}) {
  return (
    <div className="@container">
      <table aria-label={label} className="w-full table-fixed border-collapse text-13">
        <thead>
          <tr className="h-7 border-line border-b text-12 text-muted [&>th]:whitespace-nowrap [&>th]:p-0 [&>th]:font-normal">
            <th scope="col" className="w-6 text-right">
              <abbr title="Rank" className="no-underline">
                #
              </abbr>
            </th>
            <th scope="col" className="w-11 text-right @min-[420px]:w-14">
              Rank
            </th>
            <th scope="col" className="!pl-3 @min-[420px]:!pl-4 text-left">
              Film
            </th>
            <th scope="col" className="w-13 text-right @min-[420px]:w-14">
              Score
            </th>
            <th scope="col" className={classNames(from420, 'w-16 text-right')}>
              {heads.events}
            </th>
            <th scope="col" className={classNames(from560, 'w-[88px] text-right')}>
              {heads.before}
            </th>
            <th scope="col" className={classNames(from560, 'w-16 text-right')}>
              Times
            </th>
            <th scope="col" className="w-18 text-right @min-[420px]:w-20 @min-[560px]:w-30">
              {heads.spark}
            </th>
            <th scope="col" className={classNames(from700, 'w-[188px] !pl-6 text-left')}>
              {heads.note}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.film} className="h-8 border-grid border-b [&>td]:p-0 [&>td]:text-right">
              <td className="text-muted">{line.rank}</td>
              <td>
                <RankMark change={line.change} />
              </td>
              <th
                scope="row"
                className="truncate py-0 pr-0 pl-3 text-left @min-[420px]:pl-4 font-medium"
                title={`${line.title} ${line.year}`}
              >
                {line.title} <span className="hidden font-normal text-muted @min-[420px]:inline">{line.year}</span>
              </th>
              <td className="font-medium">{line.score}</td>
              <td className={from420}>{line.events}</td>
              <td className={classNames(from560, 'text-muted')}>{line.before}</td>
              <td className={classNames(from560, 'font-medium')}>{line.times}</td>
              <td>
                <Sparkline
                  values={line.spark}
                  width={104}
                  height={20}
                  fromZero
                  className="ml-auto block max-w-full pl-2"
                />
              </td>
              <td className={classNames(from700, '!pl-6 !text-left truncate text-12 text-muted')} title={line.note}>
                {line.note}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RankMark({ change }: { change: RankChange }) {
  return (
    <>
      <span aria-hidden className={change.rises ? 'font-medium' : 'text-muted'}>
        {change.text}
      </span>
      <span className="sr-only">{change.words}</span>
    </>
  );
}
