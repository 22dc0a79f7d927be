import type { OrdersRemote } from '#remotes/orders';

/** Everything this room asks of others; in process it is their commands, over HTTP the documents beside this file. */
export interface ExchangeRemotes {
  orders: OrdersRemote;
}
