import { compareStandings, ExtremeBounds, type Side, type Standing, sides } from './extreme-bounds';

/** Orders that are stored per side of a group. */
export const keptPerSide = 50;
const smallestCapacity = 32;

/** An order that may be among the extremes of its group; `item` is a local number, `hour` counts from 1970. */
export interface ExtremeRow extends Standing {
  readonly hour: number;
  readonly item: number;
  readonly orderId: string;
}

/**
 * The highest and lowest orders per group (UTC day, channel, payment, currency), numbered by the names of the delta. An
 * order costs a look at two numbers; only one that stands before the last of a side, here or as stored, is kept.
 */
export class OrderExtremes {
  /** Rows kept at present. */
  size = 0;
  /** To be told the stored places when this is committed. */
  readonly learners: Set<ExtremeBounds>;
  private readonly lists: Readonly<Record<Side, ExtremeRow[][]>> = { high: [], low: [] };
  /** Group plus 1 of a cell of the same delta; 0 = not known yet. */
  private cellGroups = new Int32Array(smallestCapacity);

  constructor(private readonly bounds = new ExtremeBounds()) {
    this.learners = new Set([bounds]);
  }

  /** Group of a cell of the delta that this is part of; below 0 when it was not noted. */
  groupOfCell(cell: number): number {
    return cell < this.cellGroups.length ? this.cellGroups[cell]! - 1 : -1;
  }

  noteGroup(cell: number, group: number): void {
    if (cell >= this.cellGroups.length) {
      const larger = new Int32Array(2 * cell);
      larger.set(this.cellGroups);
      this.cellGroups = larger;
    }
    this.cellGroups[cell] = group + 1;
  }

  mayKeep(group: number, value: number): boolean {
    return this.bounds.mayHavePlace(group, value);
  }

  /** Keeps a row on a side if it has a place there. */
  keep(group: number, side: Side, row: ExtremeRow): void {
    if (!this.bounds.hasPlace(group, side, row)) return;
    let list = this.lists[side][group];
    if (list === undefined) {
      list = [];
      this.lists[side][group] = list;
    }
    list.push(row);
    this.size++;
    if (list.length < 2 * keptPerSide) return;
    list.sort(compareStandings);
    this.size -= list.length - keptPerSide;
    list.length = keptPerSide;
    this.bounds.learn(group, side, list[keptPerSide - 1]!);
  }

  /** Calls `see` with every group and side that has rows: in no order, perhaps more than the 50 that have a place. */
  forEach(see: (group: number, side: Side, rows: readonly ExtremeRow[]) => void): void {
    for (const side of sides) this.lists[side].forEach((rows, group) => void see(group, side, rows));
  }
}
