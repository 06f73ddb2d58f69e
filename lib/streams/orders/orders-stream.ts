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
    tables: [
      { name: 'order_cell' },
      { name: 'order_hour_item' },
      { name: 'order_hour_channel' },
      { name: 'order_value_bucket' },
      { name: 'order_item_day_value' },
      { name: 'order_day_value' },
      { name: 'order_month_value' },
      { name: 'order_extreme' },
    ],
    createFold: (_topic, partition = -1) => new OrderFold(dictionary, partition),
    merge: mergeOrderDeltas,
    statements: orderStatements,
  };
}
