import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { Verbs } from '#generated/remotes/orders';

/** The one cart of a customer, if any, and what became of the guest's that went into it. */
export type CustomersCart = Verbs['CustomersMergeCarts']['outcome'];

/** What customers asks of orders. */
export type OrdersRemote = ReturnType<typeof ordersOverHttp>;

/** Orders over HTTP. */
export function ordersOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './orders.graphql');
  return {
    /** Takes guests' carts over; repeating it changes nothing. */
    mergeCarts: verb('CustomersMergeCarts', 'customerId'),
    /** What is not over yet of customers' orders. */
    openOf: verb('CustomersOpenOrders', 'customerId'),
  };
}
