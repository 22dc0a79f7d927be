import type { Kinds } from '#kind';
import { ordersKind } from '#kinds/orders';
import type { ExchangeRemotes } from '#remotes/remotes';

/** Every kind of data that goes in or out. */
export const kindsOf = ({ orders }: ExchangeRemotes): Kinds => ({
  ORDERS: ordersKind(orders),
});
