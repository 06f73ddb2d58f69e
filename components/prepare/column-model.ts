import type { ValueAxis } from './value-axis';

/** A column with what stands beside it, as a chart draws it. */
export interface Column {
  readonly key: string;
  readonly value: number;
  /** Tick of the other; null = no data, which is not zero. */
  readonly other: number | null;
  /** Not over yet: dashed and hollow. */
  readonly isOpen: boolean;
  /** Word below, and a second line under it; `isMinor` ones go where room is short. */
  readonly label: { readonly text: string; readonly below?: string; readonly isMinor: boolean } | null;
  /** Figure above the bar. */
  readonly mark: { readonly text: string; readonly isBest: boolean } | null;
  /** Of the tooltip. */
  readonly title: string;
  readonly details: readonly (readonly [name: string, value: string])[];
}

export interface ColumnModel {
  readonly axis: ValueAxis;
  readonly columns: readonly Column[];
  readonly hasSecondLine: boolean;
}
