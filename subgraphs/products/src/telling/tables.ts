import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#columns/tables';

/** Products of which something changed that stands elsewhere, such as the place of a category: told of in turns. */
export const productsToTell = pgTable(
  'products_to_tell',
  {
    // Without a foreign key: many are asked for in one statement, and products are never deleted.
    productId: uuid('product_id').primaryKey(),
    askedAt: instant('asked_at').notNull().defaultNow(),
  },
  (table) => [index('products_to_tell_oldest').on(table.askedAt, table.productId)],
);
