import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { Verbs } from '#generated/remotes/orders';

export type ExportedLine = Verbs['ExchangeExportOrders']['outcome']['lines'][number];

/** What exchange asks of orders. */
export type OrdersRemote = ReturnType<typeof ordersOverHttp>;

/** Orders over HTTP. */
export function ordersOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './orders.graphql');
  return { exportOrders: verb('ExchangeExportOrders', 'after') };
}
