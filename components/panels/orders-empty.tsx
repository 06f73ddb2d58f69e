import type { OrdersAnswer } from '@/lib/contracts/orders-panels';
import { EmptyBody } from './empty-body';

/** Why a stored orders panel has nothing to show, and what fills it. */
export function OrdersEmpty({ answer }: { answer: OrdersAnswer<unknown> }) {
  if (answer.stored === null)
    return (
      <EmptyBody
        title="No order is stored yet"
        sentence="Nothing was produced so far, or no aggregator has committed it. This makes 28 days of orders:"
        command="npx streamscope produce orders --max-events 20000 --events-per-second 0"
      />
    );
  const { orders, currencies } = answer.leftOut;
  return (
    <div className="flex h-full flex-col justify-center gap-1">
      <p className="font-medium text-13">No order matches these filters</p>
      <p className="text-13 text-muted">
        {orders > 0
          ? `There are orders in ${currencies.join(', ')}; choose another currency to see them.`
          : 'Widen the period or clear a filter.'}
      </p>
    </div>
  );
}
