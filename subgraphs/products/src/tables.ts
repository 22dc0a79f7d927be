import { eventSequence } from '@cartograph/kit/outbox-tables';
import { sql } from 'drizzle-orm';
import {
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, seoColumns, slugShape, version } from '#columns/tables';
import { productTypes } from '#product-type/tables';
import type { ProductStatus } from '#rules/product';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';
export * from '#browsing/tables';
export * from '#collection/tables';
export * from '#editing/tables';
export * from '#product-type/tables';
export * from '#telling/tables';
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
    createdAt: instant('created_at').notNull(),
    version: version(),
    /** Null: as it was brought. */
    updatedAt: instant('updated_at'),
    /** From then on a draft is on sale, whether a worker has noted it yet or not. */
    publishAt: instant('publish_at'),
    productTypeId: uuid('product_type_id').references(() => productTypes.id),
    tags: text().array().notNull().default([]),
    ...seoColumns(),
    /** What its variants, options, tags and translations add to a search, kept by whoever writes it: a generated column sees one table. */
    variantWords: text('variant_words').notNull().default(''),
    eventSequence: eventSequence(),
    search: tsvector().notNull().generatedAlwaysAs(sql`search_vector(title, description, variant_words)`),
  },
  (table) => [
    unique('products_slug_unique').on(table.slug),
    check('products_slug_shape', slugShape),
    check('products_title_present', sql`length(title) between 1 and 300`),
    check('products_status_known', sql`status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')`),
    index('products_newest').on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('products_by_title').on(sql`title collate "und-x-icu"`, table.id),
    index('products_search').using('gin', table.search),
    index('products_tags').using('gin', table.tags),
    index('products_of_type').on(table.productTypeId),
    index('products_to_publish').on(table.publishAt).where(sql`status = 'DRAFT' and publish_at is not null`),
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
    version: version(),
    /** Code of an option to code of its value: one of each option of the product; null where it has none. */
    options: jsonb().$type<Readonly<Record<string, string>>>(),
    barcode: text(),
    weightGrams: integer('weight_grams'),
    taxCategoryCode: text('tax_category_code'),
    /** No longer sold, and never deleted: orders point at it, and its SKU is no other variant's. */
    removedAt: instant('removed_at'),
    /** Letters and digits alone: who asks for a SKU may part them otherwise. */
    skuKey: text('sku_key').notNull().generatedAlwaysAs(sql`upper(regexp_replace(sku, '[^A-Za-z0-9]', '', 'g'))`),
  },
  (table) => [
    unique('product_variants_sku_unique').on(table.sku),
    check('product_variants_sku_shape', sql`sku ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'`),
    index('product_variants_of_product').on(table.productId, table.position),
    uniqueIndex('product_variants_options_unique')
      .on(table.productId, table.options)
      .where(sql`removed_at is null and options is not null`),
    index('product_variants_by_options').using('gin', table.options.op('jsonb_path_ops')),
    check('product_variants_weight_positive', sql`weight_grams >= 0`),
    index('product_variants_by_sku_key').on(table.skuKey.op('text_pattern_ops')),
  ],
);

/** Words of titles and their stems, kept by a trigger: each under itself and under what is left of it without one of its letters. */
export const titleWords = pgTable('title_words', { spelling: text().notNull(), word: text().notNull() }, (table) => [
  primaryKey({ name: 'title_words_pkey', columns: [table.spelling, table.word] }),
]);

export const categories = pgTable(
  'categories',
  {
    id: uuid().primaryKey(),
    slug: text().notNull(),
    name: text().notNull(),
    version: version(),
    description: text(),
    parentId: uuid('parent_id'),
    position: integer().notNull().default(0),
    ...seoColumns(),
  },
  (table) => [
    unique('categories_slug_unique').on(table.slug),
    check('categories_slug_shape', slugShape),
    check('categories_no_parent_of_itself', sql`parent_id <> id`),
    foreignKey({ name: 'categories_parent_id_categories_id_fk', columns: [table.parentId], foreignColumns: [table.id] }),
    index('categories_of_parent').on(table.parentId),
  ],
);

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
