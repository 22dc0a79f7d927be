import { sql } from 'drizzle-orm';
import { bigint, boolean, char, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';
export { customerGroups, priceEntries, priceEntryStates, priceListStates, priceLists } from './prices/tables.ts';
export { couponBatches, coupons, earlierOrders, goodsFacts, promotionBook, promotions } from './promotions/tables.ts';
export { shippingMethods, shippingZoneRates, shippingZones } from './shipping/tables.ts';
export { taxRates } from './tax/tables.ts';

import { coupons } from './promotions/tables.ts';

const minor = (name: string) => bigint(name, { mode: 'bigint' });
const currency = () => char({ length: 3 });
const currencyKnown = sql`currency in ('USD', 'EUR', 'GBP', 'JPY')`;
const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What pricing knows of a SKU beside its prices. */
export const items = pgTable(
  'items',
  {
    sku: text().primaryKey(),
    /** As its prices were imported. */
    taxCategory: text('tax_category').notNull().default('standard'),
    /** As products tells it, which counts before the other; null: products says none. */
    toldTaxCategory: text('told_tax_category'),
    /** Of one, as products tells it; null: nobody said, and it weighs nothing. */
    weightGrams: integer('weight_grams'),
    /** How often its prices were told. */
    pricesTold: integer('prices_told').notNull().default(0),
  },
  () => [check('items_weight_not_negative', sql`weight_grams >= 0`)],
);

/** What a point is worth: earned and redeemed at the same value. */
export const pointValues = pgTable(
  'point_values',
  {
    currency: currency().primaryKey(),
    /** Millionths of a minor unit: 0.92 cents are 920,000. */
    microMinor: bigint('micro_minor', { mode: 'bigint' }).notNull(),
  },
  () => [check('point_values_currency_known', currencyKnown), check('point_values_positive', sql`micro_minor > 0`)],
);

export const placementQuotes = pgTable(
  'placement_quotes',
  {
    placementId: uuid('placement_id').primaryKey(),
    state: text().notNull(),
    /** The three are null in a refusal and in a tombstone (a cancel that came before its freeze). */
    currency: currency(),
    totalMinor: minor('total_minor'),
    quote: jsonb(),
    /** Why it was refused; null otherwise. */
    refusal: jsonb(),
    /** Codes that were claimed, in sorted order. */
    coupons: text().array().notNull().default(sql`'{}'`),
    /** It claims a promotion that needs no coupon. */
    promoted: boolean().notNull().default(false),
    /** The identity of the buyer's e-mail, which a customer's is as well; null in quotes from before it was kept. */
    buyerKey: text('buyer_key'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (table) => [
    // Whether somebody ordered before; it never changes, so that updates of the state stay on their page.
    index('placement_quotes_of_buyer').on(table.buyerKey).where(sql`buyer_key is not null`),
    check('placement_quotes_state_known', sql`state in ('FROZEN', 'REFUSED', 'CONFIRMED', 'CANCELLED', 'RETURNED')`),
    check(
      'placement_quotes_frozen_have_a_price',
      sql`state in ('REFUSED', 'CANCELLED') or (quote is not null and total_minor >= 0 and currency is not null)`,
    ),
  ],
);

/** Which placement uses which promotion, by which coupon. */
export const couponClaims = pgTable(
  'coupon_claims',
  {
    placementId: uuid('placement_id')
      .notNull()
      .references(() => placementQuotes.placementId),
    /** No foreign key: it would write to the promotion's row with each order, and promotions are never deleted. */
    promotionId: uuid('promotion_id').notNull(),
    /** Null: the promotion needs no coupon. */
    code: text().references(() => coupons.code),
    /** It counts in the uses of its promotion, which had limits when it was claimed. */
    counted: boolean().notNull().default(false),
    /** Null for a guest. */
    customerId: uuid('customer_id'),
    /** The identity of the buyer's e-mail, a guest's too; null in claims from before it was told. */
    buyerKey: text('buyer_key'),
    claimedAt: instant('claimed_at').notNull().default(sql`now()`),
    /** When it was given back; null: live. */
    releasedAt: instant('released_at'),
  },
  (table) => [
    primaryKey({ name: 'coupon_claims_pkey', columns: [table.placementId, table.promotionId] }),
    index('coupon_claims_live').on(table.promotionId, table.customerId).where(sql`released_at is null`),
    index('coupon_claims_live_by_buyer').on(table.promotionId, table.buyerKey).where(sql`released_at is null and buyer_key is not null`),
    index('coupon_claims_live_by_time').on(table.code, table.claimedAt).where(sql`released_at is null and code is not null`),
    index('coupon_claims_live_of_promotion').on(table.promotionId, table.claimedAt).where(sql`released_at is null`),
  ],
);
