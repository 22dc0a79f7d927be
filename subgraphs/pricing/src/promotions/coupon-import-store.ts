import type { Queryable } from '@cartograph/kit/db';
import type { CouponGround, CouponImportRow } from '#promotions/rules/coupon-plan';
import type { CouponRow } from '#promotions/rules/coupon-row';

interface GroundRow extends Record<string, unknown> {
  coupons: (Omit<CouponRow, 'endsAt'> & { endsAt: string | null })[];
  promotions: { id: string; code: string; needsCoupon: boolean }[];
}

/** The codes that are there, locked in their order, and the promotions that rows name. */
export async function loadCouponGround(tx: Queryable, rows: readonly CouponImportRow[]): Promise<CouponGround> {
  const upper = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim().toUpperCase()))].sort();
  const [row] = await tx.query<GroundRow>({
    name: 'pricing_coupon_ground',
    text: `with locked as (select * from coupons where code = any($1::text[]) order by code for no key update)
      select (select coalesce(json_agg(json_build_object('id', l.id, 'version', l.version, 'code', l.code, 'promotionId', l.promotion_id,
          'active', l.active, 'endsAt', l.ends_at, 'usageLimit', l.usage_limit, 'used', l.uses)), '[]') from locked l) as coupons,
        (select coalesce(json_agg(json_build_object('id', p.id, 'code', p.code, 'needsCoupon', p.needs_coupon)), '[]')
          from promotions p where p.code = any($2::text[])) as promotions`,
    values: [upper(rows.map(({ code }) => code)), upper(rows.map(({ promotionCode }) => promotionCode))],
  });
  const coupons = (row?.coupons ?? []).map((coupon) => ({ ...coupon, endsAt: coupon.endsAt === null ? null : new Date(coupon.endsAt) }));
  return {
    coupons: new Map(coupons.map((coupon) => [coupon.code, coupon])),
    promotions: new Map((row?.promotions ?? []).map((promotion) => [promotion.code, promotion])),
  };
}

/** Those that are there are locked; one that appeared in this moment stays as it is. */
export async function upsertCouponRows(tx: Queryable, coupons: readonly CouponRow[]): Promise<void> {
  await tx.query({
    name: 'pricing_upsert_coupons',
    text: `insert into coupons (id, version, code, promotion_id, active, ends_at, usage_limit)
      select id, version, code, promotion_id, active, ends_at, usage_limit from jsonb_to_recordset($1)
        as g(id uuid, version int, code text, promotion_id uuid, active boolean, ends_at timestamptz, usage_limit int) order by code
      on conflict (code) do update set version = excluded.version, active = excluded.active, ends_at = excluded.ends_at,
        usage_limit = excluded.usage_limit where coupons.id = excluded.id`,
    values: [
      JSON.stringify(
        coupons.map(({ promotionId, endsAt, usageLimit, used: _, ...coupon }) => ({
          ...coupon,
          promotion_id: promotionId,
          ends_at: endsAt,
          usage_limit: usageLimit,
        })),
      ),
    ],
  });
}

export interface ExportedCoupon {
  code: string;
  promotionCode: string;
  active: boolean;
  endsAt: Date | null;
  usageLimit: number | null;
  used: number;
}

interface ExportRow extends Record<string, unknown> {
  code: string;
  promotion_code: string;
  active: boolean;
  ends_at: Date | null;
  usage_limit: number | null;
  uses: number;
}

/** By code, those after one. */
export async function loadExportedCoupons(db: Queryable, after: string | null, first: number): Promise<ExportedCoupon[]> {
  const rows = await db.query<ExportRow>({
    name: 'pricing_export_coupons',
    text: `select c.code, p.code as promotion_code, c.active, c.ends_at, c.usage_limit, c.uses from coupons c
      join promotions p on p.id = c.promotion_id where $1::text is null or c.code > $1 order by c.code limit $2`,
    values: [after, first],
  });
  return rows.map((row) => ({
    code: row.code,
    promotionCode: row.promotion_code,
    active: row.active,
    endsAt: row.ends_at,
    usageLimit: row.usage_limit,
    used: row.uses,
  }));
}
