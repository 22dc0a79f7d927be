import type { Queryable } from '@cartograph/kit/db';

/** Locks coupons in the order of their codes, so that whoever counts their uses next waits; unknown codes lock nothing. */
export async function lockCoupons(tx: Queryable, codes: readonly string[]): Promise<void> {
  await tx.query({
    name: 'pricing_lock_coupons',
    text: 'select code from coupons where code = any($1::text[]) order by code for no key update',
    values: [codes],
  });
}
