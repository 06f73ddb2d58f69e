import { classNames } from '@/components/ui/class-names';

export interface BesideBar {
  readonly name: string;
  readonly leading: boolean;
  /** Of the longest bar or tick, 0..1. */
  readonly width: number;
  /** Where the other one stands; null = it has no data. */
  readonly tick: number | null;
  readonly share: string;
  readonly change: string;
}

/** Horizontal bars, each with a tick where it was in what it stands beside. */
export function BesideBars({ bars, label, unit }: { bars: readonly BesideBar[]; label: string; unit: string }) {
  const changes = bars.some(({ change }) => change !== '');
  return (
    <div className="@container h-full">
      <table aria-label={label} className="h-full w-full border-separate border-spacing-0 text-13">
        <thead className="sr-only">
          <tr>
            <th scope="col">Name</th>
            <td />
            <th scope="col">{unit}</th>
            {changes ? <th scope="col">Change</th> : null}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.name}>
              <th
                scope="row"
                className={classNames(
                  'w-16 min-w-16 whitespace-nowrap p-0 text-left',
                  bar.leading ? 'font-medium' : 'font-normal',
                )}
              >
                {bar.name}
              </th>
              <td aria-hidden className="w-full border-line-strong border-l p-0">
                <div className="relative mr-4 h-3">
                  <div className="h-full bg-series-3" style={{ width: `${bar.width * 100}%` }} />
                  {bar.tick === null ? null : (
                    <div
                      className="absolute -inset-y-0.5 -ml-px w-0.5 bg-text"
                      style={{ left: `${bar.tick * 100}%` }}
                    />
                  )}
                </div>
              </td>
              <td className="whitespace-nowrap p-0 text-right font-medium">{bar.share}</td>
              {changes ? (
                <td className="hidden whitespace-nowrap p-0 pl-3 text-right text-12 text-muted @min-[340px]:table-cell">
                  {bar.change}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
