import { type Connection, connectionOf, encodeCursor, type PageArguments, placeOf, readPage } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { type CouponsWanted, countCoupons, listCouponRows } from '#promotions/coupon-rows-store';
import { requireSearch } from '#promotions/list-promotions';
import type { CouponRow } from '#promotions/rules/coupon-row';

export type CouponConnection = Connection<CouponRow> & { totalCount: () => Promise<number> };

/** By code. The count is made only when it is asked for. */
export async function listCoupons(db: Database, wanted: CouponsWanted, args: PageArguments): Promise<CouponConnection> {
  requireSearch(wanted.search);
  if (wanted.promotionId !== null && !isUuid(wanted.promotionId))
    throw badUserInput('promotionId', 'promotionId must be the id of a promotion.');
  const page = readPage(args, 50);
  const rows = await listCouponRows(db, wanted, {
    ...page,
    place: placeOf(page, 1, ([code]) => (typeof code === 'string' ? code : undefined)),
  });
  const connection = connectionOf(
    rows,
    page,
    ({ code }) => encodeCursor([code]),
    (row) => row,
  );
  return { ...connection, totalCount: () => countCoupons(db, wanted) };
}
