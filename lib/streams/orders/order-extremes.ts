import { compareStandings, type ExtremeBounds, type Side, type Standing, sides } from './extreme-bounds';
import { keyWidth, OrderCells } from './order-cells';
import type { OrderNames } from './order-names';

/** Orders that are stored per side of a group. */
export const keptPerSide = 50;
const hoursPerDay = 24;
const smallestCapacity = 32;

/** An order that may be among the extremes of its group; `item` is a local number, `hour` counts from 1970. */
export interface ExtremeOrder {
  readonly value: number;
  readonly partition: number;
  readonly offset: number;
  readonly hour: number;
  readonly item: number;
  readonly orderId: string;
}

/** An order with its place on one side. */
export interface ExtremeRow extends ExtremeOrder, Standing {}

/**
 * The highest and lowest orders per (UTC day, channel, payment, currency). An order costs a look at two numbers; only one
 * that stands before the last of a side, here or as stored, is kept.
 */
export class OrderExtremes {
  /** Rows kept at present. */
  size = 0;
  /** Key of a group: day, 0, channel, payment, currency, numbered by `names`. */
  readonly groups = new OrderCells();
  /** To be told the stored bounds when this is committed. */
  readonly learners = new Set<ExtremeBounds>();
  private readonly lists: Readonly<Record<Side, ExtremeRow[][]>> = { high: [], low: [] };
  private readonly bounds: Readonly<Record<Side, (Standing | null)[]>> = { high: [], low: [] };
  /** By group: what is less than the one and more than the other has no place. */
  private leastHigh = new Float64Array(smallestCapacity);
  private greatestLow = new Float64Array(smallestCapacity);
  /** Group plus 1 of a cell of the same delta; 0 = not known yet. */
  private cellGroups = new Int32Array(smallestCapacity);

  /** `stored`: bounds that hold for whatever is added here. */
  constructor(
    private readonly names: OrderNames,
    private readonly stored: ExtremeBounds | null = null,
  ) {
    if (stored !== null) this.learners.add(stored);
  }

  /** Group of a cell of the delta that this is part of. */
  groupOfCell(cell: number, hour: number, channel: number, payment: number, currency: number): number {
    if (cell >= this.cellGroups.length) this.cellGroups = enlarged(this.cellGroups, new Int32Array(2 * cell));
    const known = this.cellGroups[cell]!;
    if (known > 0) return known - 1;
    const group = this.groupOf(Math.floor(hour / hoursPerDay), channel, payment, currency);
    this.cellGroups[cell] = group + 1;
    return group;
  }

  groupOf(day: number, channel: number, payment: number, currency: number): number {
    const before = this.groups.size;
    const group = this.groups.indexOf(day, 0, channel, payment, currency);
    if (this.groups.size > before) this.begin(group);
    return group;
  }

  /** Whether an order stands before the last of a side. */
  hasPlace(group: number, value: number, partition: number, offset: number): boolean {
    if (value < this.leastHigh[group]! && value > this.greatestLow[group]!) return false;
    return sides.some((side) => this.standsBefore(group, side, { outward: outwardOf(value, side), partition, offset }));
  }

  /** Keeps an order on each side where it has a place. */
  keep(group: number, order: ExtremeOrder): void {
    for (const side of sides) this.keepOn(group, side, { ...order, outward: outwardOf(order.value, side) });
  }

  /** Keeps an order on one side if it has a place there. */
  keepOn(group: number, side: Side, row: ExtremeRow): void {
    if (!this.standsBefore(group, side, row)) return;
    const list = this.lists[side][group]!;
    list.push(row);
    this.size++;
    if (list.length >= 2 * keptPerSide) this.cut(group, side);
  }

  /** What is kept of a side, furthest out first, at most 50. */
  rowsOf(group: number, side: Side): readonly ExtremeRow[] {
    return this.lists[side][group]!.toSorted(compareStandings).slice(0, keptPerSide);
  }

  /** Name of a group that holds in every generation of names. */
  nameOf(group: number): string {
    const at = group * keyWidth;
    const [day, , channel, payment, currency] = this.groups.keys.subarray(at, at + keyWidth);
    const { channels, payments, currencies } = this.names;
    return [day, channels.names[channel!], payments.names[payment!], currencies.names[currency!]].join('\0');
  }

  private begin(group: number): void {
    if (group >= this.leastHigh.length) {
      this.leastHigh = enlarged(this.leastHigh, new Float64Array(2 * group));
      this.greatestLow = enlarged(this.greatestLow, new Float64Array(2 * group));
    }
    const bounds = this.stored?.of(this.nameOf(group));
    for (const side of sides) {
      this.lists[side][group] = [];
      this.limit(group, side, bounds?.[side] ?? null);
    }
  }

  private standsBefore(group: number, side: Side, standing: Standing): boolean {
    const bound = this.bounds[side][group]!;
    return bound === null || compareStandings(standing, bound) < 0;
  }

  private cut(group: number, side: Side): void {
    const kept = [...this.rowsOf(group, side)];
    this.size += kept.length - this.lists[side][group]!.length;
    this.lists[side][group] = kept;
    this.limit(group, side, kept.at(-1)!);
  }

  private limit(group: number, side: Side, bound: Standing | null): void {
    this.bounds[side][group] = bound;
    const outward = bound?.outward ?? Number.POSITIVE_INFINITY;
    if (side === 'high') this.leastHigh[group] = -outward;
    else this.greatestLow[group] = outward;
  }
}

const outwardOf = (value: number, side: Side): number => (side === 'high' ? -value : value);

function enlarged<Column extends Int32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
