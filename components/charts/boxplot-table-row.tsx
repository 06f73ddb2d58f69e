import type { PointerEvent, ReactNode } from 'react';
import type { BoxplotRoom } from '@/components/prepare/fit-boxplot';
import type { BoxMark, BoxPlace } from '@/components/prepare/orders-boxplot';
import { classNames } from '@/components/ui/class-names';
import { BoxplotRow } from './boxplot-row';
import { RowName } from './row-name';
import type { RovingRows } from './use-roving-rows';

interface BoxplotTableRowProps {
  readonly mark: BoxMark;
  readonly room: BoxplotRoom;
  /** What stands in the channel's column: its name in its first row, a note in the second. */
  readonly name: string | null;
  readonly note: string | null;
  readonly grid: ReactNode;
  readonly pointed: boolean;
  /** Index of the example that is pointed at. */
  readonly example: number | null;
  readonly picked: boolean;
  readonly roving: RovingRows;
  readonly onPoint: (mark: BoxMark, row: HTMLElement, example: number | null) => void;
  readonly onLeave: () => void;
  readonly onPick: ((place: BoxPlace) => void) | undefined;
}

const wide = '@max-[480px]:hidden';
const edge = 'p-0 align-middle';

/** A channel with a payment method: names, box, and its numbers. */
export function BoxplotTableRow(props: BoxplotTableRowProps) {
  const { mark, room, onPick } = props;
  const what = `${mark.channelTitle}, ${mark.paymentTitle}`;
  const details = mark.details.map(([name, value]) => `${name} ${value}`).join(', ');
  return (
    <tr
      data-box={mark.key}
      data-in-filter={mark.inFilter}
      className={classNames(
        'relative',
        (props.pointed || props.picked) && 'bg-raised',
        onPick !== undefined && 'cursor-pointer',
        mark.inFilter ? undefined : 'text-muted',
      )}
      style={{ height: room.row }}
      onPointerMove={(event) => props.onPoint(mark, event.currentTarget, exampleUnder(event, mark))}
      onFocus={(event) => props.onPoint(mark, event.currentTarget, null)}
      onBlur={props.onLeave}
    >
      <td className={classNames('whitespace-nowrap pr-4', edge, wide)}>
        {props.name === null ? props.note : <span className="font-medium text-text">{props.name}</span>}
      </td>
      <th scope="row" className={classNames('whitespace-nowrap pr-3 text-left font-normal', edge)}>
        <RowName
          rowKey={mark.key}
          text={room.flat ? what : mark.paymentTitle}
          label={`${what}${mark.inFilter ? '' : ', not in filter'}: ${details}`}
          picked={props.picked}
          roving={props.roving}
          onPick={onPick && (() => onPick(mark))}
        />
      </th>
      <td className={classNames('relative', edge)} data-plot>
        {props.grid}
        <div className="relative">
          <BoxplotRow mark={mark} example={props.example} height={room.row} />
        </div>
        <Examples mark={mark} />
      </td>
      <td className={classNames('pl-3 text-right', edge, mark.inFilter && 'font-medium')}>{mark.median}</td>
      <td className={classNames('pl-4 text-right text-muted', edge, wide)}>{mark.outliers}</td>
      <td className={classNames('pl-4 text-right text-muted', edge, wide)}>{mark.orders}</td>
    </tr>
  );
}

function Examples({ mark }: { mark: BoxMark }) {
  if (mark.examples.length === 0) return null;
  return (
    <ul className="sr-only" aria-label="Examples beyond the whiskers">
      {mark.examples.map(({ at, text }) => (
        <li key={`${text} ${at}`}>{text}</li>
      ))}
    </ul>
  );
}

const reach = 6;

/** Index of the example within 6 px of the pointer; null where there is none. */
function exampleUnder(event: PointerEvent<HTMLElement>, { examples }: BoxMark): number | null {
  const plot = event.currentTarget.querySelector('[data-plot]')?.getBoundingClientRect();
  if (plot === undefined || plot.width === 0) return null;
  const distances = examples.map(({ at }) => Math.abs(plot.left + at * plot.width - event.clientX));
  const nearest = Math.min(...distances);
  return nearest <= reach ? distances.indexOf(nearest) : null;
}
