import type { Database } from '@cartograph/kit/db';
import { type InvalidInput, invalidInput, isStorableText, type NotFound, notFound } from '@cartograph/kit/problems';
import type { Work } from '@cartograph/kit/work';
import { claimOrderRow, findClaim } from '#claiming/claim-store';
import type { AccessTokens } from '#order/issue-access-token';
import { findOrderByNumber } from '#order/order-store';
import type { Order } from '#order/rules/order';
import type { Watch } from '#placing/watch';

export interface ClaimOrdersDependencies {
  db: Database;
  tokens: AccessTokens;
  watch: Watch;
  work: Work<void>;
}

export interface ClaimOrdersCommand {
  number?: string | null | undefined;
  accessToken?: string | null | undefined;
}

export interface Claimer {
  customerId: string;
  email: string;
}

export type ClaimOrdersOutcome =
  | { kind: 'claimed'; orders: Order[] }
  | { kind: 'unverified' }
  | { kind: 'refused'; problem: InvalidInput | NotFound };

/** The answer waits this long for the points to be booked. */
const patienceMs = 2_000;

const nothing: ClaimOrdersOutcome = { kind: 'refused', problem: notFound('There is no such order, or the token is not its own.') };

/** A guest's order becomes the customer's who shows its token. Saying it twice is the same; somebody else's is as if there were none. */
export async function claimOrders(deps: ClaimOrdersDependencies, by: Claimer, command: ClaimOrdersCommand): Promise<ClaimOrdersOutcome> {
  const { number, accessToken } = command;
  // All orders of an address go to whoever has shown that it is theirs: nobody can, until the shop sends letters.
  if (number == null && accessToken == null) return { kind: 'unverified' };
  if (number == null || accessToken == null) {
    const missing = number == null ? 'number' : 'accessToken';
    return { kind: 'refused', problem: invalidInput([missing], 'Give number and accessToken, or neither.') };
  }
  const { db, work } = deps;
  const order = isStorableText(number) ? await findOrderByNumber(db, number.trim().toUpperCase()) : undefined;
  if (!order || !deps.tokens.fits(order.id, accessToken)) return nothing;
  if (await claimOrderRow(db, order, by, work)) {
    const finished = deps.watch.next(order.id, patienceMs);
    work.adopt(order.id);
    await finished;
    return { kind: 'claimed', orders: [{ ...order, customerId: by.customerId }] };
  }
  const known = await findClaim(db, order.id);
  return known?.customerId === by.customerId ? { kind: 'claimed', orders: [{ ...order, customerId: by.customerId }] } : nothing;
}
