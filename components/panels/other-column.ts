import { formatCount, notMeasured } from '@/components/prepare/format-number';
import { userNameFirst } from '@/components/prepare/list-words';
import type { Column } from '@/components/ui/table';

interface Beside {
  readonly withFilms: number | null;
}

/** The column of the other's films, where there is another. */
export const otherColumn = <Row extends Beside>(other: string | null): readonly Column<Row>[] =>
  other === null
    ? []
    : [
        {
          key: 'withFilms',
          title: `${userNameFirst(other)}: films`,
          align: 'right',
          cell: ({ withFilms }) => (withFilms === null ? notMeasured : formatCount(withFilms)),
        },
      ];
