import type { Queryable } from '@cartograph/kit/db';

/** Drafts whose time has come, published; those that somebody is writing wait for the next look. */
export const publishDue = (tx: Queryable, limit: number): Promise<{ id: string; publishAt: Date }[]> =>
  tx.query<{ id: string; publishAt: Date }>({
    name: 'publish_due',
    text: `update products set status = 'PUBLISHED'
           where id = any(array(select id from products where status = 'DRAFT' and publish_at <= now()
                                order by publish_at, id limit $1::int for no key update skip locked))
           returning id, publish_at as "publishAt"`,
    values: [limit],
  });
