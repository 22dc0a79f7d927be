import type { RemoteCall } from '@cartograph/kit/remote';
import { readSdl } from '@cartograph/kit/subgraph';
import type { PlacementDecision, Remotes } from '#expire-holds';

const placementDecisions = readSdl(import.meta.url, './orders.graphql');

interface Data {
  ordersPlacementDecisions: { placementId: string; decision: PlacementDecision }[] | null;
}

/** Orders, over HTTP. No list is no answer: the holds are kept. */
export const ordersRemote = (call: RemoteCall): Remotes => ({
  placementDecisions: async (placementIds) => {
    const data = await call<Data>(placementDecisions, { placementIds });
    if (!data.ordersPlacementDecisions) throw new Error('orders gave no placement decisions');
    return data.ordersPlacementDecisions;
  },
});
