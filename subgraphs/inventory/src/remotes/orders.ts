import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { OrdersDecision, Verbs } from '#generated/remotes/orders';

export type { OrdersDecision };

/** What inventory asks of orders. */
export type OrdersRemote = ReturnType<typeof ordersOverHttp>;

/** Orders over HTTP. */
export function ordersOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './orders.graphql');
  return {
    /** What became of placements. Without an answer it throws: their holds are kept. */
    placementDecisions: verb('InventoryPlacementDecisions', 'placementId'),
  };
}
