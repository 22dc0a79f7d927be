import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { type Named, seoColumns, slugShape } from '#columns/tables';
import type { OptionValue } from '#rules/option';

/** The axes along which the variants of a product differ. Apart from it: a list of products has no use for them. */
export const productOptions = pgTable(
  'product_options',
  {
    productId: uuid('product_id').notNull(),
    position: integer().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    values: jsonb().$type<readonly OptionValue[]>().notNull(),
  },
  (table) => [primaryKey({ name: 'product_options_pkey', columns: [table.productId, table.code] })],
);

export const productAttributes = pgTable(
  'product_attributes',
  {
    productId: uuid('product_id').notNull(),
    code: text().notNull(),
    values: text().array().notNull(),
  },
  (table) => [
    primaryKey({ name: 'product_attributes_pkey', columns: [table.productId, table.code] }),
    index('product_attributes_by_code').on(table.code, table.productId),
  ],
);

/** What stands beside the text of the shop's own language. Null: as it stands there. */
export const translations = pgTable(
  'translations',
  {
    kind: text().$type<Named>().notNull(),
    ownerId: uuid('owner_id').notNull(),
    locale: text().notNull(),
    slug: text(),
    title: text(),
    description: text(),
    ...seoColumns(),
  },
  (table) => [
    primaryKey({ name: 'translations_pkey', columns: [table.ownerId, table.locale] }),
    check('translations_slug_shape', slugShape),
    check('translations_kind_known', sql`kind in ('PRODUCT', 'CATEGORY', 'COLLECTION')`),
  ],
);

/** Every slug in every language: each leads to one product, one category and one collection at most. */
export const slugs = pgTable(
  'slugs',
  {
    kind: text().$type<Named>().notNull(),
    slug: text().notNull(),
    ownerId: uuid('owner_id').notNull(),
  },
  (table) => [primaryKey({ name: 'slugs_pkey', columns: [table.kind, table.slug] }), index('slugs_of_owner').on(table.ownerId)],
);

/** Keys of what staff create, so that saying it again makes no second one. */
export const createdByKey = pgTable('created_by_key', {
  idempotencyKey: text('idempotency_key').primaryKey(),
  inputHash: text('input_hash').notNull(),
  productId: uuid('product_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});
