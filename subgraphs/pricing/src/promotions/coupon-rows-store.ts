import type { Queryable } from '@cartograph/kit/db';
import { containing } from '#promotions/promotion-list-store';
import type { CouponRow } from '#promotions/rules/coupon-row';

interface Row extends Record<string, unknown> {
  id: string;
  version: number;
  code: string;
  promotion_id: string;
  active: boolean;
  ends_at: Date | null;
  usage_limit: number | null;
  uses: number;
}

const columns = 'id, version, code, promotion_id, active, ends_at, usage_limit, uses';

const couponRow = (row: Row): CouponRow => ({
  id: row.id,
  version: row.version,
  code: row.code,
  promotionId: row.promotion_id,
  active: row.active,
  endsAt: row.ends_at,
  usageLimit: row.usage_limit,
  used: row.uses,
});

export interface CouponsWanted {
  readonly promotionId: string | null;
  /** In the code; null: any. */
  readonly search: string | null;
}

const wanted = '($1::uuid is null or promotion_id = $1) and ($2::text is null or code like $2)';
const valuesOf = ({ promotionId, search }: CouponsWanted) => [promotionId, containing(search)?.toUpperCase() ?? null];

/** By code. */
export async function listCouponRows(
  db: Queryable,
  filter: CouponsWanted,
  { limit, backward, place }: { limit: number; backward: boolean; place: string | undefined },
): Promise<CouponRow[]> {
  const [direction, beyond] = backward ? ['desc', '<'] : ['asc', '>'];
  const rows = await db.query<Row>({
    name: `pricing_coupons_${direction}`,
    text: `select ${columns} from coupons where ${wanted} and ($3::text is null or code ${beyond} $3) order by code ${direction} limit $4`,
    values: [...valuesOf(filter), place ?? null, limit],
  });
  return rows.map(couponRow);
}

export async function countCoupons(db: Queryable, filter: CouponsWanted): Promise<number> {
  const [row] = await db.query<{ total: number }>({
    name: 'pricing_coupons_counted',
    text: `select count(*)::int as total from coupons where ${wanted}`,
    values: valuesOf(filter),
  });
  return row?.total ?? 0;
}

/** Locked in the order of their codes, as who counts their uses does; by id. */
export async function lockCouponRows(tx: Queryable, ids: readonly string[]): Promise<Map<string, CouponRow>> {
  const rows = await tx.query<Row>({
    name: 'pricing_lock_coupon_rows',
    text: `select ${columns} from coupons where id = any($1::uuid[]) order by code for no key update`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, couponRow(row)]));
}

/** Each is locked. */
export async function updateCouponRows(tx: Queryable, coupons: readonly CouponRow[]): Promise<void> {
  await tx.query({
    name: 'pricing_update_coupons',
    text: `update coupons set version = g.version, active = g.active, ends_at = g.ends_at, usage_limit = g.usage_limit
      from jsonb_to_recordset($1) as g(id uuid, version int, active boolean, ends_at timestamptz, usage_limit int) where coupons.id = g.id`,
    values: [
      JSON.stringify(
        coupons.map(({ id, version, active, endsAt, usageLimit }) => ({ id, version, active, ends_at: endsAt, usage_limit: usageLimit })),
      ),
    ],
  });
}

export interface NewCoupon {
  readonly id: string;
  readonly code: string;
}

/** All codes of a batch that nobody has yet; gives the codes that were taken. */
export async function insertCouponRows(
  tx: Queryable,
  coupons: readonly NewCoupon[],
  {
    batchId,
    promotionId,
    usageLimit,
    endsAt,
  }: { batchId: string | null; promotionId: string; usageLimit: number | null; endsAt: Date | null },
): Promise<string[]> {
  const rows = await tx.query<{ code: string }>({
    name: 'pricing_insert_coupons',
    text: `insert into coupons (code, id, promotion_id, batch_id, usage_limit, ends_at)
      select code, id, $2, $3, $4, $5 from jsonb_to_recordset($1) as g(id uuid, code text) order by code
      on conflict (code) do nothing returning code`,
    values: [JSON.stringify(coupons), promotionId, batchId, usageLimit, endsAt],
  });
  const made = new Set(rows.map(({ code }) => code));
  return coupons.map(({ code }) => code).filter((code) => !made.has(code));
}

export async function findCouponIds(db: Queryable, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ code: string; id: string }>({
    name: 'pricing_find_coupon_ids',
    text: 'select code, id from coupons where code = any($1::text[])',
    values: [codes],
  });
  return new Map(rows.map(({ code, id }) => [code, id]));
}

/** False: the key was used before. */
export async function insertBatch(tx: Queryable, batch: { id: string; idempotencyKey: string; inputHash: string }): Promise<boolean> {
  const rows = await tx.query({
    name: 'pricing_insert_coupon_batch',
    text: `insert into coupon_batches (id, idempotency_key, input_hash) values ($1, $2, $3)
      on conflict on constraint coupon_batches_key_once do nothing returning id`,
    values: [batch.id, batch.idempotencyKey, batch.inputHash],
  });
  return rows.length === 1;
}

export async function findBatch(db: Queryable, idempotencyKey: string): Promise<{ id: string; inputHash: string } | undefined> {
  const [row] = await db.query<{ id: string; input_hash: string }>({
    name: 'pricing_find_coupon_batch',
    text: 'select id, input_hash from coupon_batches where idempotency_key = $1',
    values: [idempotencyKey],
  });
  return row && { id: row.id, inputHash: row.input_hash };
}

/** How many codes a batch made, and the first of them by code. */
export async function loadBatchCoupons(db: Queryable, batchId: string, limit: number): Promise<{ count: number; coupons: CouponRow[] }> {
  const rows = await db.query<Row & { total: number }>({
    name: 'pricing_load_batch_coupons',
    text: `select ${columns}, count(*) over ()::int as total from coupons where batch_id = $1 order by code limit $2`,
    values: [batchId, limit],
  });
  return { count: rows[0]?.total ?? 0, coupons: rows.map(couponRow) };
}
