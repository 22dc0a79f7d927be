import { eventSequence } from '@cartograph/kit/outbox-tables';
import { sql } from 'drizzle-orm';
import { check, customType, index, integer, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { ProductStatus } from '#rules/product';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';
export { media, mediaGone, mediaOwners, mediaUploads } from './media/tables.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const products = pgTable(
  'products',
  {
    id: uuid().primaryKey(),
    slug: text().notNull(),
    title: text().notNull(),
    description: text(),
    status: text().$type<ProductStatus>().notNull(),
    /** Milliseconds, as JavaScript has them: a cursor must name the instant exactly. */
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
    /** Titles and SKUs of the variants, kept here by the import: a generated column cannot look into another table. */
    variantWords: text('variant_words').notNull().default(''),
    eventSequence: eventSequence(),
    search: tsvector().notNull().generatedAlwaysAs(sql`search_vector(title, description, variant_words)`),
  },
  (table) => [
    unique('products_slug_unique').on(table.slug),
    check('products_slug_shape', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100`),
    check('products_title_present', sql`length(title) between 1 and 300`),
    check('products_status_known', sql`status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')`),
    index('products_newest').on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('products_by_title').on(sql`title collate "und-x-icu"`, table.id),
    index('products_search').using('gin', table.search),
  ],
);

export const productVariants = pgTable(
  'product_variants',
  {
    id: uuid().primaryKey(),
    productId: uuid('product_id')
      .notNull()
      .references(() => products.id),
    sku: text().notNull(),
    title: text(),
    position: integer().notNull(),
    /** Letters and digits alone: who asks for a SKU may part them otherwise. */
    skuKey: text('sku_key').notNull().generatedAlwaysAs(sql`upper(regexp_replace(sku, '[^A-Za-z0-9]', '', 'g'))`),
  },
  (table) => [
    unique('product_variants_sku_unique').on(table.sku),
    check('product_variants_sku_shape', sql`sku ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'`),
    index('product_variants_of_product').on(table.productId, table.position),
    index('product_variants_by_sku_key').on(table.skuKey.op('text_pattern_ops')),
  ],
);

/** Words of titles and their stems, kept by a trigger: each under itself and under what is left of it without one of its letters. */
export const titleWords = pgTable('title_words', { spelling: text().notNull(), word: text().notNull() }, (table) => [
  primaryKey({ name: 'title_words_pkey', columns: [table.spelling, table.word] }),
]);

export const categories = pgTable('categories', { id: uuid().primaryKey(), slug: text().notNull(), name: text().notNull() }, (table) => [
  unique('categories_slug_unique').on(table.slug),
  check('categories_slug_shape', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100`),
]);

export const productCategories = pgTable(
  'product_categories',
  {
    productId: uuid('product_id')
      .notNull()
      .references(() => products.id),
    categoryId: uuid('category_id')
      .notNull()
      .references(() => categories.id),
  },
  (table) => [
    primaryKey({ name: 'product_categories_pkey', columns: [table.productId, table.categoryId] }),
    index('product_categories_of_category').on(table.categoryId, table.productId),
  ],
);
