import { sql } from 'drizzle-orm';
import { boolean, char, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Two of one place and category are never in force at once: `tax_rates_never_overlap`, an exclusion constraint, which drizzle cannot say
 * (migration of their validity).
 */
export const taxRates = pgTable(
  'tax_rates',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    version: integer().notNull().default(1),
    country: char({ length: 2 }).notNull(),
    /** '' for the whole country. */
    region: text().notNull().default(''),
    taxCategory: text('tax_category').notNull().default('standard'),
    /** Parts per million, so that 8.875 % is whole. */
    ratePpm: integer('rate_ppm').notNull(),
    /** true: prices include it; false: it is added. */
    included: boolean().notNull(),
    /** How a part of a minor unit becomes whole, and of what: see docs/decisions/0025. */
    rounding: text().notNull().default('HALF_UP'),
    roundedPer: text('rounded_per').notNull().default('LINE'),
    appliesToShipping: boolean('applies_to_shipping').notNull().default(false),
    /** The law, or the tax office's page. */
    source: text().notNull().default(''),
    /** From before there were shops like this: what was there when rates got their validity. */
    validFrom: instant('valid_from').notNull().default(sql`'1970-01-01T00:00:00Z'`),
    /** Not in force from then on; null: for ever. */
    validTo: instant('valid_to'),
  },
  (table) => [
    index('tax_rates_country').on(table.country),
    check('tax_rates_country_upper_case', sql`country ~ '^[A-Z]{2}$' and region = upper(region)`),
    check('tax_rates_within_bounds', sql`rate_ppm between 0 and 1000000`),
    check('tax_rates_rounding_known', sql`rounding in ('HALF_UP', 'HALF_EVEN', 'DOWN', 'UP') and rounded_per in ('LINE', 'RATE')`),
    check('tax_rates_valid_in_order', sql`valid_from < valid_to`),
  ],
);
