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
  /** Figure above the bar, and the value at which it stands. */
  readonly mark: { readonly text: string; readonly isBest: boolean; readonly at: number } | null;
  /** Of the tooltip. */
  readonly title: string;
  readonly details: readonly (readonly [name: string, value: string])[];
}

/** A figure is about this share of the chart high; a tick as near as this above the bar would run through it. */
const figureShare = 0.16;

/** Figures stand above a tick that they would touch; that of a zero then goes: the tick is what is to be seen. */
export function placeMarks(columns: readonly Column[], axis: ValueAxis): readonly Column[] {
  return columns.map((column) => {
    const { mark, value, other } = column;
    if (mark === null || other === null || other < value || other - value > figureShare * axis.max) return column;
    return { ...column, mark: mark.isBest ? { ...mark, at: other } : null };
  });
}

export interface ColumnModel {
  readonly axis: ValueAxis;
  readonly columns: readonly Column[];
  readonly hasSecondLine: boolean;
}
