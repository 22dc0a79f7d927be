import { eventSequence } from '@cartograph/kit/outbox-tables';
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';

/** Ids are time-ordered: their order is that in which they were first written. */
export const reviews = pgTable(
  'reviews',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    productId: uuid('product_id').notNull(),
    /** Null: of somebody who is no customer any more. */
    customerId: uuid('customer_id'),
    author: text().notNull(),
    stars: integer().notNull(),
    title: text(),
    text: text(),
    status: text().notNull().default('PENDING'),
    version: integer().notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  },
  (table) => [
    uniqueIndex('reviews_one_a_customer_and_product').on(table.customerId, table.productId),
    index('reviews_published').on(table.productId, table.id.desc()).where(sql`status = 'PUBLISHED'`),
    index('reviews_by_status').on(table.status, table.id),
    check('reviews_stars_from_1_to_5', sql`stars between 1 and 5`),
    check('reviews_status_is_known', sql`status in ('PENDING', 'PUBLISHED', 'REJECTED')`),
  ],
);

/** How many published reviews give 1 to 5 stars; counted by whoever publishes one or takes it back, in the same transaction. */
export const ratings = pgTable(
  'ratings',
  {
    productId: uuid('product_id').primaryKey(),
    histogram: integer().array().notNull().default(sql`'{0,0,0,0,0}'`),
    eventSequence: eventSequence(),
  },
  () => [check('ratings_have_five_counts', sql`cardinality(histogram) = 5`), check('ratings_are_counts', sql`0 <= all(histogram)`)],
);

/** What products told: only what was on sale can be reviewed. It forgets nothing, so it does not matter in which order it is told. */
export const goods = pgTable('goods', {
  productId: uuid('product_id').primaryKey(),
  /** Is or was on sale. */
  published: boolean().notNull(),
  /** Each SKU that a variant of it has or had: orders know nothing else. */
  skus: text().array().notNull(),
});

/** What orders told: who bought what. A guest's is kept for whoever claims it. */
export const purchases = pgTable(
  'purchases',
  {
    orderId: uuid('order_id').primaryKey(),
    customerId: uuid('customer_id'),
    skus: text().array().notNull().default(sql`'{}'`),
    cancelled: boolean().notNull().default(false),
  },
  (table) => [index('purchases_of_customer').on(table.customerId)],
);
