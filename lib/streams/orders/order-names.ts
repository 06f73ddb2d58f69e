import { NameTable } from '../../json-scan/name-table';
import { defaultCurrency } from './event';

/** Local numbers of the dimension names that orders carry. One generation of the dictionary. */
export class OrderNames {
  readonly items = new NameTable();
  readonly channels = new NameTable();
  readonly payments = new NameTable();
  readonly currencies = new NameTable();
  readonly defaultCurrencyId = this.currencies.idOf(defaultCurrency);

  get size(): number {
    return this.items.size + this.channels.size + this.payments.size + this.currencies.size;
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
