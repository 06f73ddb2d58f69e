'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { ratingText, watchTime } from '@/components/prepare/list-words';
import { changeTime, placesText } from '@/components/prepare/users-list';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { fewRatings, type UserRow, type UserSort, type UsersList } from '@/lib/contracts/user-panels';
import { userAddress } from './user-address';

interface UsersColumn {
  readonly sort: UserSort;
  readonly title: string;
  readonly cell: (row: UserRow, answer: UsersList) => string;
  /** Room for it only from this width on. */
  readonly from?: string;
}

const columns: readonly UsersColumn[] = [
  { sort: 'user', title: 'User', cell: (row) => row.user },
  { sort: 'films', title: 'Films', cell: (row) => row.films.toLocaleString('en-US') },
  { sort: 'watch-time', title: 'Watch time', cell: (row) => watchTime(row.watchMinutes), from: '@min-[440px]' },
  { sort: 'ratings', title: 'Rated', cell: (row) => row.rated.toLocaleString('en-US'), from: '@min-[440px]' },
  { sort: 'mean', title: 'Mean', cell: (row) => ratingText(row.meanRating) },
  {
    sort: 'changed',
    title: 'Last change',
    cell: (row, { generatedAt }) => changeTime(row.lastChangeAt, generatedAt),
    from: '@min-[560px]',
  },
];

const shownFrom = ({ from }: UsersColumn): string =>
  from === undefined
    ? ''
    : from === '@min-[440px]'
      ? 'hidden @min-[440px]:table-cell'
      : 'hidden @min-[560px]:table-cell';

export type PickUsers = (filters: Readonly<Record<string, readonly string[]>>) => void;

/** Users with their figures; heads order, names open, and the foot turns the page. `onPick` absent: only to be read. */
export function UsersTable({
  answer,
  rows,
  onPick,
}: {
  answer: UsersList;
  rows: readonly UserRow[];
  onPick?: PickUsers | undefined;
}) {
  return (
    <div className="@container">
      <table aria-label="Users" className="w-full border-collapse text-13">
        <thead>
          <tr className="h-7 border-line border-b text-12 text-muted">
            {columns.map((column) => (
              <SortHead key={column.sort} column={column} answer={answer} onPick={onPick} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.user} className="h-8 border-grid border-b hover:bg-raised max-tablet:h-11">
              {columns.map((column) => (
                <UserCell key={column.sort} column={column} row={row} answer={answer} isLinked={onPick !== undefined} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {onPick === undefined ? null : <PageFoot answer={answer} onPick={onPick} />}
    </div>
  );
}

function SortHead({
  column,
  answer,
  onPick,
}: {
  column: UsersColumn;
  answer: UsersList;
  onPick: PickUsers | undefined;
}) {
  const { sort, order } = answer.filters;
  const isSorted = sort === column.sort;
  const isLeft = column.sort === 'user';
  const usual = isLeft ? 'asc' : 'desc';
  const next = isSorted && order === usual ? (usual === 'asc' ? 'desc' : 'asc') : usual;
  const Arrow = order === 'asc' ? ArrowUp : ArrowDown;
  const words = (
    <>
      {isSorted && !isLeft ? <Arrow aria-hidden size={12} /> : null}
      {column.title}
      {isSorted && isLeft ? <Arrow aria-hidden size={12} /> : null}
    </>
  );
  const className = classNames('inline-flex items-center gap-1', isSorted && 'font-medium text-text');
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
      className={classNames('font-normal', isLeft ? 'pr-4 text-left' : 'pl-4 text-right', shownFrom(column))}
    >
      {onPick === undefined ? (
        <span className={className}>{words}</span>
      ) : (
        <button
          type="button"
          onClick={() => onPick({ sort: [column.sort], order: [next], after: [], before: [] })}
          className={classNames(className, 'h-7 rounded-6 hover:text-text max-tablet:h-11')}
        >
          {words}
        </button>
      )}
    </th>
  );
}

function UserCell({
  column,
  row,
  answer,
  isLinked,
}: {
  column: UsersColumn;
  row: UserRow;
  answer: UsersList;
  isLinked: boolean;
}) {
  const text = column.cell(row, answer);
  if (column.sort !== 'user')
    return (
      <td
        className={classNames(
          'whitespace-nowrap pl-4 text-right',
          shownFrom(column),
          answer.filters.sort === column.sort && 'font-medium',
          column.sort === 'mean' && row.rated < fewRatings && 'text-muted',
        )}
      >
        {text}
      </td>
    );
  return (
    <td className="max-w-40 truncate pr-4 font-medium" title={text}>
      {isLinked ? (
        <Link
          href={userAddress(row.user)}
          prefetch={false}
          className="inline-flex h-full max-w-full items-center text-accent hover:underline hover:underline-offset-2 max-tablet:min-h-11"
        >
          <span className="truncate">{text}</span>
        </Link>
      ) : (
        text
      )}
    </td>
  );
}

function PageFoot({ answer, onPick }: { answer: UsersList; onPick: PickUsers }) {
  const { previous, next } = answer;
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-2 text-12">
      <p className="text-muted" data-testid="places">
        {answer.rows.length === 0 ? '' : placesText(answer)}
        {answer.found === null && answer.firstPlace !== null ? '; the beginning of an id finds others' : ''}
      </p>
      <div className="flex gap-2">
        <Button
          size="small"
          className="max-tablet:h-11"
          disabled={previous === null}
          title={previous === null ? 'This is the first page' : undefined}
          onClick={() => onPick({ before: [previous ?? ''], after: [] })}
        >
          Previous
        </Button>
        <Button
          size="small"
          className="max-tablet:h-11"
          disabled={next === null}
          title={next === null ? 'This is the last page' : undefined}
          onClick={() => onPick({ after: [next ?? ''], before: [] })}
        >
          Next
        </Button>
      </div>
    </div>
  );
}
