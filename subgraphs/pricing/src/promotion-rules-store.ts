import { keepBook, promotionsIn } from '#promotion-book';
import { promotionJson } from '#promotion-store';
import type { Coupon } from '#rules/coupon';
import type { GoodsFacts } from '#rules/promotion';
import type { BuyerUses, Uses } from '#rules/promotion-limits';
import type { PromotionRules } from '#rules/promotions';
import { dateOrNull, promotionOf, type StoredPromotion } from '#rules/stored-promotion';

/** What the two expressions below give, as JSON. */
export interface PromotionsJson {
  coupons: (Omit<Coupon, 'promotion' | 'endsAt'> & { promotion: StoredPromotion; endsAt: string | null })[];
  uses: (Uses & { id: string })[];
  buyerUses: (BuyerUses & { promotionId: string })[];
  version: string;
  /** Null: it is known. */
  book: StoredPromotion[] | null;
  /** Null: no promotion asks for them. */
  goods: (GoodsFacts & { sku: string })[] | null;
  /** Null: no promotion asks for them. */
  earlierBuyers: string[] | null;
}

/** Counted only where the limit is reached. Who is paying claimed a moment ago: what is a day old and not decided is stuck, and counts as used. */
const heldUses = (row: string, isOf: string) => `case when ${row}.uses < ${row}.usage_limit or ${row}.usage_limit is null then 0
  else (select count(*) from coupon_claims l join placement_quotes q using (placement_id) where ${isOf} and l.released_at is null
    and l.claimed_at > now() - interval '1 day' and q.state = 'FROZEN') end`;

/** Promotions of the coupons ($4), and those of every basket, as far as their claims are counted. */
export const countedPromotions = `counted as materialized (
  select p.id from coupons c join promotions p on p.id = c.promotion_id where c.code = any($4::text[]) and p.counted
  union select id from promotions where active and not needs_coupon and counted)`;

/** Of e-mails ($7) those with an order that stands: what is being placed is none yet, and what was cancelled is none any more. */
const earlierBuyers = `select k.key from unnest($7::text[]) as k(key)
    where exists (select from placement_quotes q where q.buyer_key = k.key and q.state = 'CONFIRMED')
      or exists (select from earlier_orders e where e.buyer_key = k.key)`;

/**
 * The coupons ($4), the uses of what is counted, by customers ($5) and e-mails ($7) too, and the promotions of every basket unless they are known ($8); what products says of goods and of buyers where a promotion asks for it, or the caller ($9). Part of
 * one statement with the other rules; a shop that has none pays for looking into four empty indexes.
 */
export const promotionsJson = `json_build_object(
  'coupons', (select coalesce(json_agg(json_build_object('code', c.code, 'active', c.active, 'endsAt', c.ends_at, 'usageLimit', c.usage_limit,
      'uses', c.uses, 'heldUses', ${heldUses('c', 'l.code = c.code')}, 'promotion', ${promotionJson})), '[]')
    from coupons c join promotions p on p.id = c.promotion_id where c.code = any($4::text[])),
  'uses', (select coalesce(json_agg(json_build_object('id', p.id, 'uses', p.uses, 'heldUses', ${heldUses('p', 'l.promotion_id = p.id')})), '[]')
    from counted join promotions p using (id)),
  'buyerUses', (select coalesce(json_agg(json_build_object('promotionId', u.promotion_id, 'customerId', u.customer_id, 'buyerKey', u.buyer_key,
      'uses', u.uses, 'heldUses', u.held)), '[]')
    from (select l.promotion_id, l.customer_id, l.buyer_key, count(*) as uses, count(*) filter (where q.state = 'FROZEN') as held
      from coupon_claims l join placement_quotes q using (placement_id)
      where l.promotion_id in (select id from counted) and l.released_at is null
        and (l.customer_id = any($5::uuid[]) or l.buyer_key = any($7::text[]))
      group by 1, 2, 3) u),
  'version', b.version,
  'book', case when b.version <> all($8::uuid[]) then (select coalesce(json_agg(${promotionJson}), '[]') from promotions p
    where p.active and not p.needs_coupon and (p.ends_at is null or p.ends_at > now())) end,
  'goods', case when $9::boolean or exists (select from promotions where active and asks_products and not needs_coupon)
      or exists (select from coupons c join promotions p on p.id = c.promotion_id where c.code = any($4::text[]) and p.asks_products) then
    (select json_agg(json_build_object('sku', f.sku, 'productId', f.product_id, 'categories', f.categories, 'collections', f.collections))
      from goods_facts f where f.sku = any($1::text[])) end,
  'earlierBuyers', case when $9::boolean or exists (select from counted join promotions p using (id) where p.conditions @> '[{"kind": "FIRST_ORDER"}]')
    then (select coalesce(json_agg(key), '[]') from (${earlierBuyers}) b) end)`;

export function promotionsFrom(
  json: PromotionsJson,
): Pick<PromotionRules, 'coupons' | 'promotions' | 'promotionUses' | 'goods' | 'earlierBuyers'> {
  const usesOf = (id: string) => json.buyerUses.filter(({ promotionId }) => promotionId === id);
  return {
    coupons: new Map(
      json.coupons.map(({ promotion, endsAt, ...coupon }) => [
        coupon.code,
        { ...coupon, endsAt: dateOrNull(endsAt), promotion: promotionOf(promotion) },
      ]),
    ),
    promotions: promotionsIn(json.version) ?? keepBook(json.version, (json.book ?? []).map(promotionOf)),
    promotionUses: new Map(json.uses.map(({ id, uses, heldUses }) => [id, { uses, heldUses, buyerUses: usesOf(id) }])),
    earlierBuyers: new Set(json.earlierBuyers),
    goods: new Map((json.goods ?? []).map(({ sku, ...facts }) => [sku, facts])),
  };
}
