import type { Queryable } from '@cartograph/kit/db';

/**
 * Those of the coupons that another placement, which may still come to nothing, was asked for with: nobody else can give one back. One whose
 * price was refused claims none.
 */
export async function findCouponsInPlay(db: Queryable, placementId: string, couponCodes: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ code: string }>({
    name: 'coupons_in_play',
    text: `select code from unnest($2::text[]) as asked(code)
           where exists (select from placements where state in ('pending', 'aborting') and id <> $1 and request -> 'couponCodes' ? code
             and facts ->> 'price' is distinct from 'REFUSED')`,
    values: [placementId, couponCodes],
  });
  return new Set(rows.map(({ code }) => code));
}
