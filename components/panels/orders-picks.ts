'use client';

import { createContext, useContext } from 'react';
import type { OrdersQuery } from './orders-query';

/** What is picked on the page, so that a chart keeps the marks that its own filter leaves out; nothing in an embed. */
export interface OrdersPicks extends Pick<OrdersQuery, 'weekday' | 'hour' | 'channel' | 'payment' | 'item'> {
  /** Changes how the bars are drawn; absent where the address says it alone. */
  readonly onDraw?: (draw: OrdersQuery['draw']) => void;
}

const none: OrdersPicks = { weekday: [], hour: [], channel: [], payment: [], item: [] };
const Picks = createContext<OrdersPicks>(none);

export const OrdersPicksProvider = Picks.Provider;
export const useOrdersPicks = (): OrdersPicks => useContext(Picks);
