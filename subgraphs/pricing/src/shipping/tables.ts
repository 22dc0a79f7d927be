import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

const minor = (name: string) => bigint(name, { mode: 'bigint' });

export const shippingMethods = pgTable(
  'shipping_methods',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    version: integer().notNull().default(1),
    code: text().notNull(),
    name: text().notNull(),
    /** By language, beside `name`: [{ locale, name }]. */
    names: jsonb().notNull().default(sql`'[]'`),
    active: boolean().notNull().default(true),
    kind: text().notNull().default('DELIVERY'),
    carrier: text(),
    /** What its price is taxed as; null: as the law of the place says of shipping. */
    taxCategory: text('tax_category'),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull().default(sql`now()`),
  },
  (table) => [
    unique('shipping_methods_code').on(table.code),
    check('shipping_methods_code_in_lower_case', sql`code ~ '^[a-z0-9][a-z0-9_-]{0,63}$'`),
    check('shipping_methods_kind_known', sql`kind in ('DELIVERY', 'PICKUP', 'DIGITAL')`),
  ],
);

/** Where a method goes, and how long it takes. */
export const shippingZones = pgTable(
  'shipping_zones',
  {
    methodId: uuid('method_id')
      .notNull()
      .references(() => shippingMethods.id, { onDelete: 'cascade' }),
    place: integer().notNull(),
    /** Empty: everywhere. */
    countries: text().array().notNull(),
    /** Of its countries; null: all of them. */
    regions: text().array(),
    minDays: integer('min_days'),
    maxDays: integer('max_days'),
  },
  (table) => [
    primaryKey({ name: 'shipping_zones_pkey', columns: [table.methodId, table.place] }),
    check('shipping_zones_days_in_order', sql`min_days >= 0 and max_days >= min_days`),
  ],
);

export const shippingZoneRates = pgTable(
  'shipping_zone_rates',
  {
    methodId: uuid('method_id').notNull(),
    zone: integer().notNull(),
    place: integer().notNull(),
    currency: char({ length: 3 }).notNull(),
    priceMinor: minor('price_minor').notNull(),
    /** Goods after discounts that come to this much are sent free; null: never. */
    freeFromMinor: minor('free_from_minor'),
    /** Null: any weight. */
    maxWeightGrams: integer('max_weight_grams'),
  },
  (table) => [
    primaryKey({ name: 'shipping_zone_rates_pkey', columns: [table.methodId, table.zone, table.place] }),
    foreignKey({
      name: 'shipping_zone_rates_zone',
      columns: [table.methodId, table.zone],
      foreignColumns: [shippingZones.methodId, shippingZones.place],
    }).onDelete('cascade'),
    check('shipping_zone_rates_currency_known', sql`currency in ('USD', 'EUR', 'GBP', 'JPY')`),
    check('shipping_zone_rates_not_negative', sql`price_minor >= 0 and free_from_minor >= 0 and max_weight_grams > 0`),
  ],
);
