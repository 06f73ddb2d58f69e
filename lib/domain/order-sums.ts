/** Sums over orders; revenue in ten-thousandths. */
export interface OrderSums {
  readonly orders: bigint;
  readonly quantity: bigint;
  readonly revenue: bigint;
}

/** The sums of all parts together. */
export function addUp(parts: readonly OrderSums[]): OrderSums {
  const whole = { orders: 0n, quantity: 0n, revenue: 0n };
  for (const { orders, quantity, revenue } of parts) {
    whole.orders += orders;
    whole.quantity += quantity;
    whole.revenue += revenue;
  }
  return whole;
}
