'use client';

import { RankedBars, rankedHeadHeight, rankedRowHeight } from '@/components/charts/ranked-bars';
import { useElementSize } from '@/components/charts/use-element-size';
import { formatCount } from '@/components/prepare/format-number';
import { kindTitles, ratingText } from '@/components/prepare/list-words';
import {
  affinitiesHeadline,
  affinitiesShort,
  affinitiesSubtitle,
  prepareAffinities,
} from '@/components/prepare/user-affinities';
import type { AffinityRow, UserAffinities } from '@/lib/contracts/user-panels';
import { ListsEmpty } from './lists-empty';
import { otherColumn } from './other-column';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

/** Rows on a page, and for a frame of 640x360 until its true height is known. */
const [roomOnPage, assumedRoom] = [10, 11];

function Body({ answer, embedded }: BodyProps<UserAffinities>) {
  const [body, size] = useElementSize<HTMLDivElement>();
  const words = kindTitles[answer.filters.kind];
  if (!embedded) return <RankedBars bars={prepareAffinities(answer, roomOnPage)} label={words} kind={words} />;
  const room =
    size === null ? assumedRoom : Math.max(2, Math.floor((size.height - rankedHeadHeight) / rankedRowHeight));
  return (
    <div ref={body} className="h-full overflow-hidden [@container_embed_(min-height:240px)]:h-[calc(100%-20px)]">
      <RankedBars bars={prepareAffinities(answer, room)} label={words} kind={words} />
    </div>
  );
}

/** What the list leans to. */
export const userAffinitiesView: StoredView<UserAffinities> = {
  id: 'user-affinities',
  waiting: 'From the stored film lists',
  describe(answer, { embedded }) {
    const subtitle = affinitiesSubtitle(answer, embedded);
    return {
      title: affinitiesHeadline(answer),
      subtitle,
      short: { title: affinitiesShort(answer), subtitle },
      lastValue: answer.rows[0]?.films ?? null,
    };
  },
  Body,
  table: ({ rows, filters }) =>
    panelTable<AffinityRow>({
      columns: [
        { key: 'name', title: kindTitles[filters.kind], leading: true, cell: (row) => row.name },
        { key: 'films', title: 'Films', align: 'right', cell: (row) => formatCount(row.films) },
        { key: 'rated', title: 'Rated', align: 'right', cell: (row) => formatCount(row.rated) },
        { key: 'meanRating', title: 'Mean', align: 'right', cell: (row) => ratingText(row.meanRating) },
        ...otherColumn<AffinityRow>(filters.with),
      ],
      rows,
      rowKey: (row) => row.name,
    }),
  Empty: ({ answer }) => (
    <ListsEmpty
      user={answer.filters.user}
      what={
        answer.films === 0
          ? 'The list holds no film'
          : `No ${kindTitles[answer.filters.kind].toLowerCase()} of its films are known`
      }
    />
  ),
};
