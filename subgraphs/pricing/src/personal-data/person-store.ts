import type { Queryable } from '@cartograph/kit/db';
import { emailIdentity } from '@cartograph/kit/people/email';
import type { PersonalDataRequest } from '@cartograph/kit/personal-data';

/** Which promotions they used, newest first, at most 1,000. */
export async function collectPerson(tx: Queryable, { customerId }: PersonalDataRequest): Promise<Readonly<Record<string, unknown>>> {
  const promotions = await tx.query({
    text: `select placement_id as "placementId", promotion_id as "promotionId", code, claimed_at as "claimedAt", released_at as "releasedAt"
           from coupon_claims where customer_id = $1 order by claimed_at desc limit 1000`,
    values: [customerId],
  });
  return { promotions };
}

/** What was used stays counted by the id, which says nothing any more; the address that it was used with goes. */
export async function erasePerson(tx: Queryable, { customerId, email }: PersonalDataRequest): Promise<void> {
  const values = [emailIdentity(email) ?? email];
  for (const table of ['coupon_claims', 'placement_quotes', 'earlier_orders'])
    await tx.query({ text: `update ${table} set buyer_key = null where buyer_key = $1`, values });
  await tx.query({ text: 'delete from customer_groups where customer_id = $1', values: [customerId] });
}
