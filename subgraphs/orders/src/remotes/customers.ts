import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { CustomersHoldState, Verbs } from '#generated/remotes/customers';

export type PointsState = CustomersHoldState;
export type HoldPointsOutcome = Verbs['OrdersHoldPoints']['outcome'];
export type PointsOutcome = Verbs['OrdersCommitPoints' | 'OrdersReleasePoints' | 'OrdersReversePoints']['outcome'];

/** What orders asks of customers, for signed-in buyers only: check them, the groups that prices depend on, hold points, redeem and accrue, or take it back. */
export type CustomersRemote = ReturnType<typeof customersOverHttp>;

/** Customers over HTTP. */
export function customersOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './customers.graphql');
  return {
    /** null for an unknown customer. At most 200. */
    groupsOf: verb('OrdersGroupsOf', 'customerId'),
    /** null for one that is not that customer's. At most 200. */
    addressesOf: verb('OrdersReadAddresses', 'addressId'),
    holdPoints: verb('OrdersHoldPoints', 'placementId'),
    commitPoints: verb('OrdersCommitPoints', 'placementId'),
    releasePoints: verb('OrdersReleasePoints', 'placementId'),
    reversePoints: verb('OrdersReversePoints', 'placementId'),
  };
}
