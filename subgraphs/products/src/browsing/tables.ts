import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, numeric, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ToldPrice } from '#browsing/rules/told-price';

// What a list of products is kept, sorted and counted by, though other rooms own it: as they told it last (`sku_facts`, `order_sales`), and what
// that makes of each product. Without foreign keys: rooms tell of SKUs that are not here yet, and products are never deleted.

/** What other rooms told of a SKU, each under the number that they count it with: of two the higher one is newer. */
export const skuFacts = pgTable('sku_facts', {
  sku: text().primaryKey(),
  /** Pricing: what everybody pays in each currency, span by span. */
  prices: jsonb().$type<readonly ToldPrice[]>().notNull().default([]),
  priceSequence: integer('price_sequence').notNull().default(0),
  /** Inventory. */
  inStock: boolean('in_stock').notNull().default(false),
  stockSequence: integer('stock_sequence').notNull().default(0),
  /** Orders: units in all of them that were not cancelled. */
  unitsSold: bigint('units_sold', { mode: 'number' }).notNull().default(0),
});

/** What orders bought, and whether they were cancelled: whichever is told first, and however often, each counts once. */
export const orderSales = pgTable('order_sales', {
  orderId: uuid('order_id').primaryKey(),
  /** SKU to units; null: only its cancelling was told yet. */
  units: jsonb().$type<Readonly<Record<string, number>>>(),
  cancelled: boolean().notNull().default(false),
});

/** One row a product. Its indexed columns change with orders and reviews, so what lists are filtered by stands apart (`product_facets`). */
export const productStandings = pgTable(
  'product_standings',
  {
    productId: uuid('product_id').primaryKey(),
    /** Of one of its variants there is some. */
    inStock: boolean('in_stock').notNull().default(false),
    unitsSold: bigint('units_sold', { mode: 'number' }).notNull().default(0),
    /** Of its reviews; null: it has none. */
    rating: numeric({ precision: 3, scale: 2 }),
    ratings: integer().notNull().default(0),
    ratingSequence: integer('rating_sequence').notNull().default(0),
  },
  (table) => [
    check('product_standings_rating_within_5', sql`rating between 1 and 5`),
    index('product_standings_best_selling').on(table.unitsSold, table.productId),
    index('product_standings_best_rated').on(sql`coalesce(rating, 0)`, table.productId),
  ],
);

/**
 * What a product costs in a currency, from the cheapest of its variants to the dearest, between two moments: sales that begin or end by date are
 * there before they do. Every product has a row for every currency and moment, with null where it has no price.
 */
export const productPrices = pgTable(
  'product_prices',
  {
    productId: uuid('product_id').notNull(),
    currency: text().notNull(),
    /** `-infinity`: what held when it was written. */
    startsAt: timestamp('starts_at', { withTimezone: true, precision: 3 }).notNull(),
    /** `infinity`: as far as is known. */
    endsAt: timestamp('ends_at', { withTimezone: true, precision: 3 }).notNull(),
    minMinor: bigint('min_minor', { mode: 'bigint' }),
    maxMinor: bigint('max_minor', { mode: 'bigint' }),
    /** One of its variants costs less than it did. */
    onSale: boolean('on_sale').notNull(),
  },
  (table) => [
    primaryKey({ name: 'product_prices_pkey', columns: [table.productId, table.currency, table.startsAt] }),
    index('product_prices_cheapest').on(table.currency, sql`coalesce(min_minor, 9223372036854775807)`, table.productId),
    index('product_prices_dearest').on(table.currency, sql`coalesce(min_minor, -1)`, table.productId),
    index('product_prices_to_begin').on(table.startsAt).where(sql`starts_at > '-infinity'`),
  ],
);

/** What a product is counted under, as ids of `facet_words`. */
export const productFacets = pgTable(
  'product_facets',
  {
    productId: uuid('product_id').primaryKey(),
    /** The public sees it from then on; `infinity`: never. */
    listedFrom: timestamp('listed_from', { withTimezone: true, precision: 3 }).notNull(),
    facets: bigint({ mode: 'bigint' }).array().notNull(),
  },
  (table) => [index('product_facets_of').using('gin', table.facets)],
);

/** What can be counted: a category, a type, a tag, a value of an option or an attribute. The id is a hash of kind, name and value. */
export const facetWords = pgTable('facet_words', {
  id: bigint({ mode: 'bigint' }).primaryKey(),
  kind: text().notNull(),
  name: text().notNull(),
  value: text().notNull(),
  /** As the product says that was written last. */
  nameLabel: text('name_label').notNull(),
  label: text().notNull(),
});
