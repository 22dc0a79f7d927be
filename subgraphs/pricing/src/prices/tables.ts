import { sql } from 'drizzle-orm';
import { bigint, char, check, foreignKey, index, integer, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

const minor = (name: string) => bigint(name, { mode: 'bigint' });
const currency = () => char({ length: 3 });
const currencyKnown = sql`currency in ('USD', 'EUR', 'GBP', 'JPY')`;
const instant = (name: string) => timestamp(name, { withTimezone: true });
const inOrder = sql`valid_from is null or valid_to is null or valid_from < valid_to`;

const listState = {
  code: text().notNull(),
  name: text().notNull(),
  currency: currency().notNull(),
  /** 1 counts before 2. */
  priority: integer().notNull(),
  /** Empty: for everybody. */
  customerGroupCodes: text('customer_group_codes').array().notNull().default(sql`'{}'`),
  /** Null: in every channel. */
  channelCode: text('channel_code'),
  /** Null: from ever on. */
  validFrom: instant('valid_from'),
  /** Not valid from then on; null: for ever. */
  validTo: instant('valid_to'),
};

export const priceLists = pgTable(
  'price_lists',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    version: integer().notNull().default(1),
    ...listState,
    changedAt: instant('changed_at').notNull().default(sql`now()`),
  },
  (table) => [
    unique('price_lists_code').on(table.code),
    /** So that an entry's currency is its list's. */
    unique('price_lists_currency').on(table.id, table.currency),
    check('price_lists_code_in_lower_case', sql`code ~ '^[a-z0-9][a-z0-9_-]{0,63}$'`),
    check('price_lists_currency_known', currencyKnown),
    check('price_lists_priority_within_bounds', sql`priority between 1 and 1000000`),
    check('price_lists_valid_in_order', inOrder),
  ],
);

const entryState = {
  listId: uuid('list_id').notNull(),
  currency: currency().notNull(),
  sku: text().notNull(),
  /** From so many on each costs the unit of the same place; the first is 1. */
  breakQuantities: integer('break_quantities').array().notNull(),
  breakUnitsMinor: minor('break_units_minor').array().notNull(),
  /** What it cost before, as staff says; null: no reduction is announced. */
  compareAtMinor: minor('compare_at_minor'),
  validFrom: instant('valid_from'),
  validTo: instant('valid_to'),
};

/**
 * What a SKU costs in a list for a time. Two of one list and SKU never overlap: `price_entries_never_overlap`, an exclusion constraint, which
 * drizzle cannot say (migration 0006).
 */
export const priceEntries = pgTable(
  'price_entries',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    version: integer().notNull().default(1),
    ...entryState,
    changedAt: instant('changed_at').notNull().default(sql`now()`),
  },
  (table) => [
    foreignKey({
      name: 'price_entries_list',
      columns: [table.listId, table.currency],
      foreignColumns: [priceLists.id, priceLists.currency],
    }),
    index('price_entries_sku').on(table.sku, table.currency),
    check('price_entries_breaks_start_at_one', sql`break_quantities[1] = 1`),
    check('price_entries_breaks_have_units', sql`cardinality(break_quantities) = cardinality(break_units_minor)`),
    check('price_entries_not_negative', sql`0 <= all(break_units_minor) and 10000 >= all(break_quantities) and compare_at_minor >= 0`),
    check('price_entries_valid_in_order', inOrder),
  ],
);

/** What an entry said before it was changed: what was shown then is what a reduction is measured against. */
export const priceEntryStates = pgTable(
  'price_entry_states',
  {
    id: uuid().notNull(),
    version: integer().notNull(),
    ...entryState,
    /** It stood so from then on, and not from then on. */
    changedAt: instant('changed_at').notNull(),
    replacedAt: instant('replaced_at').notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: 'price_entry_states_pkey', columns: [table.id, table.version] }),
    index('price_entry_states_sku').on(table.sku, table.currency),
  ],
);

/** The same of lists. */
export const priceListStates = pgTable(
  'price_list_states',
  {
    id: uuid().notNull(),
    version: integer().notNull(),
    ...listState,
    changedAt: instant('changed_at').notNull(),
    replacedAt: instant('replaced_at').notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ name: 'price_list_states_pkey', columns: [table.id, table.version] })],
);

/** Which groups a customer is in, as customers told last. */
export const customerGroups = pgTable('customer_groups', {
  customerId: uuid('customer_id').primaryKey(),
  codes: text().array().notNull(),
  /** Of the event that told it. */
  sequence: bigint({ mode: 'bigint' }).notNull(),
});
