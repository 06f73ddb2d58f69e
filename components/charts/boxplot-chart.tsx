'use client';

import { useRef, useState } from 'react';
import type { BoxplotRoom } from '@/components/prepare/fit-boxplot';
import type { BoxMark, BoxPlace, BoxplotModel } from '@/components/prepare/orders-boxplot';
import { classNames } from '@/components/ui/class-names';
import { BoxplotGrid, BoxplotTicks } from './boxplot-axis';
import { BoxplotTableRow } from './boxplot-table-row';
import { BoxplotTooltip } from './boxplot-tooltip';
import { useRovingRows } from './use-roving-rows';

interface BoxplotChartProps {
  readonly model: BoxplotModel;
  readonly room: BoxplotRoom;
  readonly label: string;
  readonly picked: readonly string[];
  readonly onPick?: ((place: BoxPlace) => void) | undefined;
}

interface Pointed {
  readonly key: string;
  readonly example: number | null;
  readonly place: { readonly top?: number; readonly bottom?: number };
}

const wide = '@max-[480px]:hidden';

/**
 * Boxes by channel and payment on one logarithmic axis, as a table: names and numbers are read without the marks. Below
 * 480 wide a channel heads its rows, the axis stands above, and of the numbers the median stays.
 */
export function BoxplotChart({ model, room, label, picked, onPick }: BoxplotChartProps) {
  const root = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const marks = model.groups.flatMap((group) => group.marks);
  const roving = useRovingRows(
    marks.map((mark) => mark.key),
    model.highest?.key ?? null,
  );
  const point = (mark: BoxMark, row: HTMLElement, example: number | null) => {
    const [box, at] = [root.current!.getBoundingClientRect(), row.getBoundingClientRect()];
    const below = at.top - box.top < box.height / 2;
    const place = below ? { top: at.bottom - box.top + 6 } : { bottom: box.bottom - at.top + 6 };
    setPointed({ key: mark.key, example, place });
  };
  const current = pointed === null ? undefined : marks.find((mark) => mark.key === pointed.key);
  return (
    <div ref={root} className="@container relative" onPointerLeave={() => setPointed(null)}>
      <table
        aria-label={label}
        onKeyDown={roving.onKeyDown}
        className="w-full border-separate border-spacing-0 text-12 leading-4"
      >
        <thead className="text-muted">
          <tr className="h-5">
            <th scope="col" className={classNames('p-0', wide)}>
              <span className="sr-only">Channel</span>
            </th>
            <th scope="col" className="p-0">
              <span className="sr-only">Payment</span>
            </th>
            <td aria-hidden className="w-full p-0">
              <div className="relative h-5 @min-[480px]:hidden">
                <BoxplotTicks model={model} narrow />
              </div>
            </td>
            <Heads />
          </tr>
        </thead>
        {model.groups.map((group, groupIndex) => (
          <tbody key={`${group.title} ${group.inFilter}`} className={group.inFilter ? undefined : 'text-muted'}>
            {groupIndex === 0 || room.gap === 0 ? null : <Gap height={room.gap} />}
            <tr className={classNames('h-5 @min-[480px]:hidden', room.flat && 'hidden')}>
              <th scope="colgroup" colSpan={3} className="p-0 text-left font-medium">
                {group.title}
                {group.inFilter ? null : <span className="font-normal text-muted"> not in filter</span>}
              </th>
            </tr>
            {group.marks.map((mark, index) => (
              <BoxplotTableRow
                key={mark.key}
                mark={mark}
                room={room}
                name={index === 0 ? group.title : null}
                note={index === 1 && !group.inFilter ? 'not in filter' : null}
                grid={groupIndex === 0 && index === 0 ? <BoxplotGrid model={model} room={room} /> : null}
                pointed={pointed?.key === mark.key}
                example={pointed?.key === mark.key ? pointed.example : null}
                picked={picked.includes(mark.key)}
                roving={roving}
                onPoint={point}
                onLeave={() => setPointed(null)}
                onPick={onPick}
              />
            ))}
          </tbody>
        ))}
        <tfoot aria-hidden className={classNames('text-muted', wide)}>
          <tr className="h-6">
            <td colSpan={2} />
            <td className="relative p-0">
              <BoxplotTicks model={model} />
            </td>
            <td colSpan={3} />
          </tr>
        </tfoot>
      </table>
      {current === undefined || pointed === null ? null : (
        <BoxplotTooltip mark={current} example={pointed.example} place={pointed.place} />
      )}
    </div>
  );
}

function Heads() {
  return (
    <>
      <th scope="col" className="p-0 pl-3 text-right font-normal">
        Median
      </th>
      <th scope="col" className={classNames('p-0 pl-4 text-right font-normal', wide)}>
        Outliers
      </th>
      <th scope="col" className={classNames('p-0 pl-4 text-right font-normal', wide)}>
        Orders
      </th>
    </>
  );
}

/** A hairline in the middle between two channels. */
function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={6} className="p-0">
        <div className="@max-[480px]:hidden" style={{ paddingTop: height / 2, height }}>
          <div className="border-grid border-t" />
        </div>
        <div className="@min-[480px]:hidden" style={{ height: height / 2 }} />
      </td>
    </tr>
  );
}
