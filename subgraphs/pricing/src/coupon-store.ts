import type { Queryable } from '@cartograph/kit/db';

/**
 * Locks coupons in the order of their codes, then the promotions they give and those of every basket in the order of their ids, as far as claims are
 * counted: whoever counts their uses next waits. Unknown codes lock nothing.
 */
export async function lockCounted(tx: Queryable, codes: readonly string[]): Promise<void> {
  await tx.query({
    name: 'pricing_lock_counted',
    text: `with given as (select promotion_id from coupons where code = any($1::text[]) order by code for no key update)
      select id from promotions
      where counted and (id = any((select array_agg(promotion_id) from given)::uuid[]) or active and not needs_coupon)
      order by id for no key update`,
    values: [codes],
  });
}

/** Locks what placements claim, in the same order. */
export async function lockClaimed(tx: Queryable, codes: readonly string[], placementIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'pricing_lock_claimed',
    text: `with given as (select code from coupons where code = any($1::text[]) order by code for no key update)
      select id from promotions
      where (select count(*) from given) >= 0
        and id = any(array(select promotion_id from coupon_claims where placement_id = any($2::uuid[]) and counted))
      order by id for no key update`,
    values: [codes, placementIds],
  });
}
