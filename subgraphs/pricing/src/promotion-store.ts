import type { Queryable } from '@cartograph/kit/db';
import { type CurrencyCode, currencies } from '@cartograph/kit/money';
import type { Promotion } from '#rules/promotion';
import { promotionOf, type StoredPromotion, storedJson } from '#rules/stored-promotion';

/** Of the row `p`, as `StoredPromotion` has it. */
export const promotionJson = `json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'priority', p.priority, 'stacking', p.stacking,
  'needsCoupon', p.needs_coupon, 'active', p.active, 'startsAt', p.starts_at, 'endsAt', p.ends_at, 'usageLimit', p.usage_limit,
  'usageLimitPerCustomer', p.usage_limit_per_customer, 'conditions', p.conditions, 'effect', p.effect)`;

/** A promotion as it is kept. */
export interface KeptPromotion extends Promotion {
  readonly version: number;
}

export interface PromotionRow extends Record<string, unknown> {
  promotion: StoredPromotion;
  version: number;
}

export const keptPromotion = ({ promotion, version }: PromotionRow): KeptPromotion => ({ ...promotionOf(promotion), version });

export async function loadPromotions(db: Queryable, ids: readonly string[]): Promise<KeptPromotion[]> {
  const rows = await db.query<PromotionRow>({
    name: 'pricing_load_promotions',
    text: `select ${promotionJson} as promotion, p.version from promotions p where p.id = any($1::uuid[])`,
    values: [ids],
  });
  return rows.map(keptPromotion);
}

/** Locked until the transaction ends: whoever claims it, or saves it, waits. */
export async function lockPromotion(tx: Queryable, id: string): Promise<KeptPromotion | undefined> {
  const [row] = await tx.query<PromotionRow>({
    name: 'pricing_lock_promotion',
    text: `select ${promotionJson} as promotion, p.version from promotions p where p.id = $1 for no key update`,
    values: [id],
  });
  return row && keptPromotion(row);
}

const state = `name = g.name, active = g.active, priority = g.priority, stacking = g.stacking, needs_coupon = g.needs_coupon,
  starts_at = g.starts_at, ends_at = g.ends_at, usage_limit = g.usage_limit, usage_limit_per_customer = g.usage_limit_per_customer,
  conditions = g.conditions, effect = g.effect`;
const given = `jsonb_to_record($1) as g(id uuid, code text, name text, active boolean, priority int, stacking text, needs_coupon boolean,
  starts_at timestamptz, ends_at timestamptz, usage_limit int, usage_limit_per_customer int, conditions jsonb, effect jsonb)`;

const recordOf = (promotion: Promotion): string =>
  JSON.stringify({
    id: promotion.id,
    code: promotion.code,
    name: promotion.name,
    active: promotion.active,
    priority: promotion.priority,
    stacking: promotion.stacking,
    needs_coupon: promotion.needsCoupon,
    starts_at: promotion.startsAt,
    ends_at: promotion.endsAt,
    usage_limit: promotion.usageLimit,
    usage_limit_per_customer: promotion.usageLimitPerCustomer,
    conditions: JSON.parse(storedJson(promotion.conditions)),
    effect: JSON.parse(storedJson(promotion.effect)),
  });

/** False when the code is taken. Its first event is counted. */
export async function insertPromotion(tx: Queryable, promotion: Promotion): Promise<boolean> {
  const rows = await tx.query({
    name: 'pricing_insert_promotion',
    text: `insert into promotions (id, code, name, active, priority, stacking, needs_coupon, starts_at, ends_at, usage_limit,
        usage_limit_per_customer, conditions, effect, event_sequence)
      select g.id, g.code, g.name, g.active, g.priority, g.stacking, g.needs_coupon, g.starts_at, g.ends_at, g.usage_limit,
        g.usage_limit_per_customer, g.conditions, g.effect, 1 from ${given}
      on conflict on constraint promotions_code_once do nothing returning id`,
    values: [recordOf(promotion)],
  });
  return rows.length === 1;
}

/** The row is locked, and nobody else has its code. Gives the number of the event that tells of it. */
export async function updatePromotion(tx: Queryable, promotion: Promotion): Promise<number> {
  const [row] = await tx.query<{ event_sequence: number }>({
    name: 'pricing_update_promotion',
    text: `update promotions p set version = p.version + 1, updated_at = now(), event_sequence = p.event_sequence + 1, code = g.code,
      ${state} from ${given} where p.id = g.id returning p.event_sequence`,
    values: [recordOf(promotion)],
  });
  await countClaims(tx, [promotion.code]);
  if (!row) throw new Error(`promotion ${promotion.id} is not there`);
  return row.event_sequence;
}

/**
 * What was claimed before a promotion had limits counts from now on. A claim that is being made in this moment by the rules of before stays
 * uncounted: it may be used that often more.
 */
export async function countClaims(tx: Queryable, codes: readonly string[]): Promise<void> {
  await tx.query({
    name: 'pricing_count_claims',
    text: `with counting as (update coupon_claims l set counted = true from promotions p
        where p.code = any($1::text[]) and p.counted and l.promotion_id = p.id and l.released_at is null and not l.counted returning p.id)
      update promotions set uses = promotions.uses + n.uses from (select id, count(*)::int as uses from counting group by id) n
      where promotions.id = n.id`,
    values: [codes],
  });
}

/** Promotions of which nothing was told, which counts as told from now on; a page of them. */
export async function countUntold(tx: Queryable, limit: number): Promise<KeptPromotion[]> {
  const rows = await tx.query<PromotionRow>({
    name: 'pricing_count_untold',
    text: `update promotions p set event_sequence = 1
      where p.id = any(array(select id from promotions where event_sequence = 0 order by id limit $1 for no key update)) and p.event_sequence = 0
      returning ${promotionJson} as promotion, p.version`,
    values: [limit],
  });
  return rows.map(keptPromotion);
}

/** Rooms read the promotions of every basket again. */
export async function turnBook(tx: Queryable): Promise<void> {
  await tx.query({ name: 'pricing_turn_book', text: 'update promotion_book set version = gen_random_uuid()' });
}

/** Saves wait for each other: what one counts and looks for, another one may be adding. */
export async function lockBook(tx: Queryable): Promise<void> {
  await tx.query({ name: 'pricing_lock_book', text: 'select from promotion_book for update' });
}

/** The id of another promotion with its code, and how many others every basket meets. */
export async function findPromotionFacts(
  tx: Queryable,
  { id, code }: Promotion,
): Promise<{ takenBy: string | null; ofEveryBasket: number }> {
  const [row] = await tx.query<{ taken_by: string | null; of_every_basket: number }>({
    name: 'pricing_promotion_facts',
    text: `select (select id from promotions where code = $2 and id <> $1) as taken_by,
      (select count(*)::int from promotions where active and not needs_coupon and id <> $1 and (ends_at is null or ends_at > now())) as of_every_basket`,
    values: [id, code],
  });
  return { takenBy: row?.taken_by ?? null, ofEveryBasket: row?.of_every_basket ?? 0 };
}

/** What the shop has prices in. */
export async function loadShopCurrencies(db: Queryable): Promise<CurrencyCode[]> {
  const rows = await db.query<{ currency: CurrencyCode }>({
    name: 'pricing_shop_currencies',
    text: 'select c.currency from unnest($1::text[]) as c(currency) where exists (select from price_entries e where e.currency = c.currency)',
    values: [currencies],
  });
  return rows.map(({ currency }) => currency);
}

/** Live claims; those without limits are counted when it is asked for. */
export async function countUses(db: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.query<{ id: string; uses: number }>({
    name: 'pricing_count_uses',
    text: `select p.id, (select count(*)::int from coupon_claims l where l.promotion_id = p.id and l.released_at is null) as uses
      from promotions p where p.id = any($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map(({ id, uses }) => [id, uses]));
}
