import { sql } from 'drizzle-orm';
import { bigint, char, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';
export { customerGroups, priceEntries, priceEntryStates, priceListStates, priceLists } from './prices/tables.ts';
export { taxRates } from './tax/tables.ts';

const minor = (name: string) => bigint(name, { mode: 'bigint' });
const currency = () => char({ length: 3 });
const currencyKnown = sql`currency in ('USD', 'EUR', 'GBP', 'JPY')`;
const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What pricing knows of a SKU beside its prices. */
export const items = pgTable('items', {
  sku: text().primaryKey(),
  taxCategory: text('tax_category').notNull().default('standard'),
});

export const coupons = pgTable(
  'coupons',
  {
    /** Upper case: codes are the same in any case. */
    code: text().primaryKey(),
    /** Hundredths of a percent; null for a coupon of a fixed amount. */
    basisPoints: integer('basis_points'),
    /** Null: any SKU. */
    skus: text().array(),
    /** Null: any tax category. */
    taxCategories: text('tax_categories').array(),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    /** Null: no limit. */
    usageLimit: integer('usage_limit'),
    perCustomerLimit: integer('per_customer_limit'),
    /** Live claims; counted here so that a limit is one row's check, whoever races. */
    uses: integer().notNull().default(0),
  },
  () => [
    check('coupons_code_upper_case', sql`code ~ '^[A-Z0-9_-]{1,64}$'`),
    check('coupons_percentage_within_bounds', sql`basis_points between 1 and 10000`),
    check('coupons_uses_within_limit', sql`uses >= 0 and (usage_limit is null or uses <= usage_limit)`),
    check('coupons_limits_not_negative', sql`usage_limit >= 0 and per_customer_limit >= 0`),
  ],
);

/** What a coupon gives or asks for in one currency. */
export const couponAmounts = pgTable(
  'coupon_amounts',
  {
    code: text()
      .notNull()
      .references(() => coupons.code, { onDelete: 'cascade' }),
    currency: currency().notNull(),
    /** What a coupon of a fixed amount takes off; null for a percentage. */
    offMinor: minor('off_minor'),
    /** The goods must come to this much, before discounts. */
    minimumMinor: minor('minimum_minor').notNull().default(sql`0`),
  },
  (table) => [
    primaryKey({ name: 'coupon_amounts_pkey', columns: [table.code, table.currency] }),
    check('coupon_amounts_currency_known', currencyKnown),
    check('coupon_amounts_off_positive', sql`off_minor > 0`),
    check('coupon_amounts_minimum_not_negative', sql`minimum_minor >= 0`),
  ],
);

export const shippingRates = pgTable(
  'shipping_rates',
  {
    currency: currency().notNull(),
    /** '' for every country without a rate of its own. */
    country: text().notNull().default(''),
    flatMinor: minor('flat_minor').notNull(),
    /** Goods after coupons that come to this much are sent free; null: never. */
    freeFromMinor: minor('free_from_minor'),
  },
  (table) => [
    primaryKey({ name: 'shipping_rates_pkey', columns: [table.currency, table.country] }),
    check('shipping_rates_currency_known', currencyKnown),
    check('shipping_rates_country_upper_case', sql`country ~ '^([A-Z]{2})?$'`),
    check('shipping_rates_not_negative', sql`flat_minor >= 0 and free_from_minor >= 0`),
  ],
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
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  () => [
    check('placement_quotes_state_known', sql`state in ('FROZEN', 'REFUSED', 'CONFIRMED', 'CANCELLED', 'RETURNED')`),
    check(
      'placement_quotes_frozen_have_a_price',
      sql`state in ('REFUSED', 'CANCELLED') or (quote is not null and total_minor >= 0 and currency is not null)`,
    ),
  ],
);

export const couponClaims = pgTable(
  'coupon_claims',
  {
    placementId: uuid('placement_id')
      .notNull()
      .references(() => placementQuotes.placementId),
    code: text()
      .notNull()
      .references(() => coupons.code),
    /** Null for a guest. */
    customerId: uuid('customer_id'),
    /** The identity of the buyer's e-mail, a guest's too; null in claims from before it was told. */
    buyerKey: text('buyer_key'),
    claimedAt: instant('claimed_at').notNull().default(sql`now()`),
    /** When it was given back; null: live. */
    releasedAt: instant('released_at'),
  },
  (table) => [
    primaryKey({ name: 'coupon_claims_pkey', columns: [table.placementId, table.code] }),
    index('coupon_claims_live').on(table.code, table.customerId).where(sql`released_at is null`),
    index('coupon_claims_live_by_buyer').on(table.code, table.buyerKey).where(sql`released_at is null and buyer_key is not null`),
    index('coupon_claims_live_by_time').on(table.code, table.claimedAt).where(sql`released_at is null`),
  ],
);
