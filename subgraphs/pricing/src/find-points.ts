import { clientError } from '@cartograph/kit/errors';
import type { Logger } from '@cartograph/kit/log';
import type { CustomersRemote } from '#remotes/customers';

/** What customers could redeem, in the order asked, 0 for an unknown one; one call. Without an answer it throws SUBGRAPH_UNAVAILABLE. */
export async function findPoints(customers: CustomersRemote, customerIds: readonly string[], log: Logger): Promise<number[]> {
  try {
    const found = await customers.pointsAvailable([...customerIds]);
    return customerIds.map((_, index) => found[index]?.available ?? 0);
  } catch (err) {
    log.warn({ err }, 'customers does not say how many points there are');
    throw clientError('SUBGRAPH_UNAVAILABLE', 'The points cannot be looked up right now: try again, or quote without points.');
  }
}
