import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { Verbs } from '#generated/remotes/customers';

/** What pricing asks of customers. */
export type CustomersRemote = ReturnType<typeof customersOverHttp>;

/** Customers over HTTP. */
export function customersOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './customers.graphql');
  return {
    /** What customers could redeem now; null for an unknown one. */
    pointsAvailable: verb('PricingPointsAvailable', 'customerId'),
  };
}
