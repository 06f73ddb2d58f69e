import type { StreamDefinition } from '../stream';
import { OrderFold } from './fold';
import { mergeOrderDeltas, type OrderDelta } from './order-delta';
import { OrderDictionary } from './order-names';
import { orderStatements } from './store';

/** The pipeline of orders, with a dictionary of names of its own. */
export function createOrdersStream(): StreamDefinition<OrderDelta> {
  const dictionary = new OrderDictionary();
  return {
    name: 'orders',
    createFold: () => new OrderFold(dictionary),
    merge: mergeOrderDeltas,
    statements: orderStatements,
  };
}
