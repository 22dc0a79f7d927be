import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, seoColumns, slugShape, version } from '#columns/tables';
import type { CollectionRule } from '#rules/collection';
import type { ProductStatus } from '#rules/product';

export const collections = pgTable(
  'collections',
  {
    id: uuid().primaryKey(),
    slug: text().notNull(),
    title: text().notNull(),
    description: text(),
    status: text().$type<ProductStatus>().notNull(),
    version: version(),
    /** Null: filled by hand. */
    rules: jsonb().$type<readonly CollectionRule[]>(),
    ...seoColumns(),
  },
  (table) => [
    unique('collections_slug_unique').on(table.slug),
    check('collections_slug_shape', slugShape),
    check('collections_status_known', sql`status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')`),
  ],
);

/** By hand in their order; by rule as the rules say, kept by whoever writes a product, a category or the collection. */
export const collectionProducts = pgTable(
  'collection_products',
  {
    collectionId: uuid('collection_id')
      .notNull()
      .references(() => collections.id),
    // Without a foreign key: members are found for many products in one statement, and products are never deleted.
    productId: uuid('product_id').notNull(),
    position: integer().notNull().default(0),
    /** Until when a rule holds that counts days; null: until something changes. */
    until: instant('until'),
  },
  (table) => [
    primaryKey({ name: 'collection_products_pkey', columns: [table.collectionId, table.productId] }),
    index('collection_products_of_product').on(table.productId),
    index('collection_products_to_lapse').on(table.until).where(sql`until is not null`),
  ],
);
