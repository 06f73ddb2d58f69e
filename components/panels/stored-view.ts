import type { ComponentType } from 'react';
import type { Column } from '@/components/ui/table';
import type { StoredAnswer } from '@/lib/contracts/stored-answer';
import type { StoredPanelId } from '@/lib/contracts/stored-panels';

/** What an address says about drawing alone, by name: the parameters of kind `look`, each with a value. */
export type Look = Readonly<Record<string, string>>;

export interface PanelHead {
  /** Headline computed from the data. */
  readonly title: string;
  /** What · window · n. */
  readonly subtitle: string;
  /** Both again for heads narrower than 520. */
  readonly short?: { readonly title: string; readonly subtitle: string };
  /** Read by tests: the figure the panel stands for. */
  readonly lastValue: number | null;
}

export interface BodyProps<Answer> {
  readonly answer: Answer;
  readonly look: Look;
  /** In a frame of its own, which it fills; there are no filters beside it. */
  readonly embedded: boolean;
  /** Called with filters (by parameter) that the mark stands for; absent where nothing can be filtered. */
  readonly onPick?: ((filters: Readonly<Record<string, readonly string[]>>) => void) | undefined;
}

export interface PanelTable<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** All there is to know of how a stored panel looks; pages and embeds draw it by the same frame. */
export interface StoredView<Answer extends StoredAnswer<unknown>> {
  readonly id: StoredPanelId;
  /** Words before there is an answer. */
  readonly waiting: string;
  readonly describe: (answer: Answer, how: { readonly look: Look; readonly embedded: boolean }) => PanelHead;
  readonly Body: ComponentType<BodyProps<Answer>>;
  /** Left of the state: legend or switch. */
  readonly Extras?: ComponentType<Pick<BodyProps<Answer>, 'answer' | 'look'>>;
  /** The rows of the API and the CSV, in words. */
  readonly table: (answer: Answer) => PanelTable<never>;
  /** Why there is nothing, and the command that fills it. */
  readonly Empty: ComponentType<{ readonly answer: Answer }>;
}

/** Keeps the type of a table's rows between its columns and itself. */
export const panelTable = <Row>(table: PanelTable<Row>): PanelTable<never> => table as unknown as PanelTable<never>;
