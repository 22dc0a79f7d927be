import type { Queryable } from '@cartograph/kit/db';
import type { PersonalDataRequest } from '@cartograph/kit/personal-data';

/** At most 1,000 reviews, newest first. */
export async function collectPerson(tx: Queryable, { customerId }: PersonalDataRequest): Promise<Readonly<Record<string, unknown>>> {
  const reviews = await tx.query({
    text: `select id, product_id as "productId", author, stars, title, text, status, created_at as "createdAt" from reviews
           where customer_id = $1 order by id desc limit 1000`,
    values: [customerId],
  });
  return { reviews };
}

/** Stars stay, since ratings count them; who gave them, and what they wrote, does not. */
export async function erasePerson(tx: Queryable, { customerId }: PersonalDataRequest): Promise<void> {
  await tx.query({
    text: `update reviews set customer_id = null, author = 'erased', title = null, text = null, version = version + 1 where customer_id = $1`,
    values: [customerId],
  });
  await tx.query({ text: 'update purchases set customer_id = null where customer_id = $1', values: [customerId] });
}
