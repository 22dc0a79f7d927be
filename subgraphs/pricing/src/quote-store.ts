import type { Queryable } from '@cartograph/kit/db';
import type { FreezeRefusal, FrozenQuote, QuoteState } from '#rules/frozen-quote';
import { fromStored, type StoredQuote, toStored } from '#rules/stored-quote';

/** A row of `placement_quotes`: a price, a refusal, or (both null) a tombstone. */
export interface PlacementQuote {
  readonly placementId: string;
  readonly state: QuoteState;
  readonly quote: FrozenQuote | null;
  readonly refusal: FreezeRefusal | null;
  /** Codes that it claims, sorted. */
  readonly coupons: readonly string[];
}

/** One promotion that a placement uses; counted: its row is locked. */
export interface NewClaim {
  readonly promotionId: string;
  /** Null: it needs no coupon. */
  readonly code: string | null;
  readonly counted: boolean;
}

export interface NewPlacementQuote extends PlacementQuote {
  readonly claims: readonly NewClaim[];
  readonly customerId: string | null;
  readonly buyerKey: string | null;
}

/**
 * Stores what is not there yet and claims its coupons and promotions, in one statement; gives the ids it stored. Rows of coupons and of counted
 * promotions must be locked (`lockCounted`) in the same transaction: an unlocked `update .. from` can skip a row that was just touched.
 */
export async function insertQuotes(db: Queryable, quotes: readonly NewPlacementQuote[]): Promise<Set<string>> {
  const rows = await db.query<{ placement_id: string }>({
    name: 'pricing_insert_quotes',
    text: `with given as (
        select * from jsonb_to_recordset($1) as q(placement_id uuid, state text, currency text, total_minor bigint,
          quote jsonb, refusal jsonb, coupons text[], promoted boolean, claims jsonb, customer_id uuid, buyer_key text)
      ), stored as (
        insert into placement_quotes (placement_id, state, currency, total_minor, quote, refusal, coupons, promoted, buyer_key)
        select placement_id, state, currency, total_minor, quote, refusal, coupons, promoted, buyer_key from given order by placement_id
        on conflict do nothing returning placement_id
      ), claimed as (
        insert into coupon_claims (placement_id, promotion_id, code, counted, customer_id, buyer_key)
        select g.placement_id, c.id, c.code, c.counted, g.customer_id, g.buyer_key from stored join given g using (placement_id)
        cross join jsonb_to_recordset(g.claims) as c(id uuid, code text, counted boolean)
        returning promotion_id, code, counted
      ), counted as (
        update coupons set uses = coupons.uses + n.uses
        from (select code, count(*)::int as uses from claimed where code is not null group by code) n where coupons.code = n.code
      ), counted_promotions as (
        update promotions set uses = promotions.uses + n.uses
        from (select promotion_id, count(*)::int as uses from claimed where counted group by 1) n where promotions.id = n.promotion_id
      )
      select placement_id from stored`,
    values: [JSON.stringify(quotes.map(recordOf))],
  });
  return new Set(rows.map((row) => row.placement_id));
}

const recordOf = ({ placementId, state, quote, refusal, coupons, claims, customerId, buyerKey }: NewPlacementQuote) => ({
  quote: quote && toStored(quote),
  state,
  claims: claims.map(({ promotionId, code, counted }) => ({ id: promotionId, code, counted })),
  coupons,
  refusal,
  currency: quote?.currency ?? null,
  promoted: claims.some(({ code }) => code === null),
  buyer_key: buyerKey,
  customer_id: customerId,
  total_minor: quote && String(quote.totalMinor),
  placement_id: placementId,
});

interface QuoteRow extends Record<string, unknown> {
  placement_id: string;
  state: QuoteState;
  quote: StoredQuote | null;
  refusal: FreezeRefusal | null;
  coupons: string[];
}

export async function loadQuotes(db: Queryable, placementIds: readonly string[]): Promise<PlacementQuote[]> {
  const rows = await db.query<QuoteRow>({
    name: 'pricing_load_quotes',
    text: 'select placement_id, state, quote, refusal, coupons from placement_quotes where placement_id = any($1::uuid[])',
    values: [placementIds],
  });
  return rows.map((row) => ({
    placementId: row.placement_id,
    state: row.state,
    quote: row.quote && fromStored(row.quote, row.coupons),
    refusal: row.refusal,
    coupons: row.coupons,
  }));
}

const idsOf = (rows: readonly { placement_id: string }[]): string[] => rows.map((row) => row.placement_id);

/** FROZEN becomes CONFIRMED; gives the ids it changed. */
export async function updateConfirmed(db: Queryable, placementIds: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ placement_id: string }>({
    name: 'pricing_confirm_quotes',
    text: `update placement_quotes set state = 'CONFIRMED', updated_at = now()
      where placement_id = any($1::uuid[]) and state = 'FROZEN' returning placement_id`,
    values: [placementIds],
  });
  return idsOf(rows);
}

/** Closes what claims nothing, and leaves a tombstone where nothing is when `bury`; gives the ids it changed. */
export async function updateClosed(
  db: Queryable,
  placementIds: readonly string[],
  from: QuoteState,
  to: QuoteState,
  bury: boolean,
): Promise<string[]> {
  const rows = await db.query<{ placement_id: string }>({
    name: 'pricing_close_quotes',
    text: `with closed as (
        update placement_quotes set state = $3, updated_at = now()
        where placement_id = any($1::uuid[]) and state = $2 and coupons = '{}' and not promoted returning placement_id
      ), buried as (
        insert into placement_quotes (placement_id, state)
        select id, $3 from unnest($1::uuid[]) as id where $4 order by id
        on conflict do nothing returning placement_id
      )
      select placement_id from closed union all select placement_id from buried`,
    values: [placementIds, from, to, bury],
  });
  return idsOf(rows);
}

/** Closes placements and gives back what they claim, whose rows must be locked (`lockClaimed`) in the same transaction. */
export async function updateClosedWithClaims(
  db: Queryable,
  placementIds: readonly string[],
  from: QuoteState,
  to: QuoteState,
): Promise<string[]> {
  const rows = await db.query<{ placement_id: string }>({
    name: 'pricing_close_claims',
    text: `with closed as (
        update placement_quotes set state = $3, updated_at = now()
        where placement_id = any($1::uuid[]) and state = $2 returning placement_id
      ), released as (
        update coupon_claims set released_at = now()
        where placement_id in (select placement_id from closed) and released_at is null returning promotion_id, code, counted
      ), counted as (
        update coupons set uses = coupons.uses - n.uses
        from (select code, count(*)::int as uses from released where code is not null group by code) n where coupons.code = n.code
      ), counted_promotions as (
        update promotions set uses = promotions.uses - n.uses
        from (select promotion_id, count(*)::int as uses from released where counted group by 1) n where promotions.id = n.promotion_id
      )
      select placement_id from closed`,
    values: [placementIds, from, to],
  });
  return idsOf(rows);
}
