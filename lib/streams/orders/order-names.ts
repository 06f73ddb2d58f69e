import { NameTable } from '../../json-scan/name-table';
import { defaultCurrency } from './event';
import { keyWidth, OrderCells } from './order-cells';

/** Local numbers of the dimension names that orders carry. One generation of the dictionary. */
export class OrderNames {
  readonly items = new NameTable();
  readonly channels = new NameTable();
  readonly payments = new NameTable();
  readonly currencies = new NameTable();
  /** Numbers groups of orders: UTC day, 0, channel, payment, currency. */
  private readonly groups = new OrderCells();
  readonly defaultCurrencyId = this.currencies.idOf(defaultCurrency);

  get size(): number {
    return this.items.size + this.channels.size + this.payments.size + this.currencies.size + this.groups.size;
  }

  groupOf(day: number, channel: number, payment: number, currency: number): number {
    return this.groups.indexOf(day, 0, channel, payment, currency);
  }

  /** Key of a group: UTC day since 1970, then the numbers of channel, payment, currency. */
  keyOfGroup(group: number): readonly [day: number, channel: number, payment: number, currency: number] {
    const { keys } = this.groups;
    const at = group * keyWidth;
    return [keys[at]!, keys[at + 2]!, keys[at + 3]!, keys[at + 4]!];
  }
}

/** Names above which a fresh generation is begun: a topic of ever new names must not fill the memory. */
export const maxNames = 50_000;

/** The dictionary that all folds of a process share, so that their deltas merge by number. Holds names, no counts. */
export class OrderDictionary {
  private generation = new OrderNames();

  /** The generation for a new delta. A delta keeps its own one alive until it is written. */
  current(): OrderNames {
    if (this.generation.size > maxNames) this.generation = new OrderNames();
    return this.generation;
  }
}
