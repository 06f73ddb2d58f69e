'use client';

import { useElementSize } from '@/components/charts/use-element-size';
import { formatCount } from '@/components/prepare/format-number';
import { ratingText } from '@/components/prepare/list-words';
import { usersHeadline, usersSubtitle } from '@/components/prepare/users-list';
import type { UserRow, UsersList } from '@/lib/contracts/user-panels';
import { ListsEmpty } from './lists-empty';
import { type BodyProps, panelTable, type StoredView } from './stored-view';
import { UsersTable } from './users-table';

/** Rows for a frame of 640x360, until its true height is known. */
const assumedRoom = 7;
const [headHeight, rowHeight] = [28, 32];

function Body({ answer, embedded, onPick }: BodyProps<UsersList>) {
  const [body, size] = useElementSize<HTMLDivElement>();
  if (!embedded) return <UsersTable answer={answer} rows={answer.rows} onPick={onPick} />;
  const room = size === null ? assumedRoom : Math.max(2, Math.floor((size.height - headHeight) / rowHeight));
  return (
    <div ref={body} className="h-full overflow-hidden [@container_embed_(min-height:240px)]:h-[calc(100%-20px)]">
      <UsersTable answer={answer} rows={answer.rows.slice(0, room)} />
    </div>
  );
}

/** Whose lists there are. */
export const usersListView: StoredView<UsersList> = {
  id: 'users-list',
  waiting: 'From the stored film lists',
  describe: (answer) => ({
    title: usersHeadline(answer),
    subtitle: usersSubtitle(answer),
    lastValue: answer.total.users,
  }),
  Body,
  table: ({ rows }) =>
    panelTable<UserRow>({
      columns: [
        { key: 'user', title: 'User', leading: true, cell: (row) => row.user },
        { key: 'films', title: 'Films', align: 'right', cell: (row) => formatCount(row.films) },
        { key: 'watchMinutes', title: 'Minutes', align: 'right', cell: (row) => formatCount(row.watchMinutes) },
        { key: 'rated', title: 'Rated', align: 'right', cell: (row) => formatCount(row.rated) },
        { key: 'meanRating', title: 'Mean', align: 'right', cell: (row) => ratingText(row.meanRating) },
        {
          key: 'lastChangeAt',
          title: 'Last change, UTC',
          align: 'right',
          cell: (row) => row.lastChangeAt.slice(0, 19).replace('T', ' '),
        },
      ],
      rows,
      rowKey: (row) => row.user,
    }),
  Empty({ answer }) {
    const { prefix } = answer.filters;
    if (answer.total.users === 0) return <ListsEmpty user={null} what="" />;
    return (
      <div className="flex flex-col justify-center gap-1 py-6">
        <p className="font-medium text-13">
          {prefix === '' ? 'No user stands here' : `No user’s id begins with “${prefix}”`}
        </p>
        <p className="text-13 text-muted">
          {prefix === ''
            ? 'By the mean only users with five ratings rank; choose another order, or the first page.'
            : 'Capitals and blanks count; a shorter beginning finds more.'}
        </p>
      </div>
    );
  },
};
