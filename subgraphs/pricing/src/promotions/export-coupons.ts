import type { Queryable } from '@cartograph/kit/db';
import { type ExportedCoupon, loadExportedCoupons } from '#promotions/coupon-import-store';

export interface ExportCouponsCommand {
  /** `next` of the page before; null: from the first. */
  readonly after: string | null;
  readonly first: number;
}

export interface ExportCouponsPage {
  /** As it was asked for. */
  after: string | null;
  rows: ExportedCoupon[];
  /** Null: this was the last page. */
  next: string | null;
}

/** Pages of all codes, in their order. */
export const exportCoupons = (db: Queryable, pages: readonly ExportCouponsCommand[]): Promise<ExportCouponsPage[]> =>
  Promise.all(
    pages.map(async ({ after, first }) => {
      const rows = await loadExportedCoupons(db, after, first);
      return { after, rows, next: rows.length < first ? null : (rows.at(-1)?.code ?? null) };
    }),
  );
