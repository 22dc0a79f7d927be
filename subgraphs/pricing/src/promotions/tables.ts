import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What the shop takes off by rules (docs/decisions/0057, 0058). Never deleted: orders name them. */
export const promotions = pgTable(
  'promotions',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    /** Upper case, as codes of coupons are. */
    code: text().notNull(),
    name: text().notNull(),
    active: boolean().notNull(),
    /** Higher ones come first. */
    priority: integer().notNull(),
    stacking: text().notNull(),
    needsCoupon: boolean('needs_coupon').notNull(),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    /** Null: no limit. */
    usageLimit: integer('usage_limit'),
    usageLimitPerCustomer: integer('usage_limit_per_customer'),
    /** Live claims, while it has limits; counted here so that a limit is one row's check, whoever races. */
    uses: integer().notNull().default(0),
    /** As `rules/stored-promotion.ts` writes them. */
    conditions: jsonb().notNull(),
    effect: jsonb().notNull(),
    /** Its claims are counted, under its lock. */
    counted: boolean()
      .notNull()
      .generatedAlwaysAs(
        sql`usage_limit is not null or usage_limit_per_customer is not null or conditions @> '[{"kind": "FIRST_ORDER"}]'::jsonb`,
      ),
    /** It asks what products says of goods. */
    asksProducts: boolean('asks_products')
      .notNull()
      .generatedAlwaysAs(
        sql`conditions @> '[{"kind": "PRODUCTS"}]'::jsonb or conditions @> '[{"kind": "CATEGORIES"}]'::jsonb or conditions @> '[{"kind": "COLLECTIONS"}]'::jsonb`,
      ),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    /** Of the last event of it. */
    eventSequence: integer('event_sequence').notNull().default(0),
  },
  (table) => [
    unique('promotions_code_once').on(table.code),
    check('promotions_code_upper_case', sql`code ~ '^[A-Z0-9_-]{1,64}$'`),
    check('promotions_stacking_known', sql`stacking in ('STACKS', 'BEST_OF_GROUP', 'EXCLUSIVE')`),
    check('promotions_end_after_their_start', sql`ends_at > starts_at`),
    check('promotions_uses_within_limit', sql`uses >= 0 and (usage_limit is null or uses <= usage_limit)`),
    check('promotions_limits_not_negative', sql`usage_limit >= 0 and usage_limit_per_customer >= 0`),
    // What each quote looks at: those that need no coupon, and of them those that are counted.
    index('promotions_of_every_basket').on(table.id).where(sql`active and not needs_coupon`),
    index('promotions_counted_of_every_basket').on(table.id).where(sql`active and not needs_coupon and counted`),
    index('promotions_of_every_basket_asking_products').on(table.id).where(sql`active and not needs_coupon and asks_products`),
  ],
);

/** One row: what stands in it is another value after each change of promotions that need no coupon, so that rooms read them again. */
export const promotionBook = pgTable(
  'promotion_book',
  {
    single: boolean().primaryKey().default(true),
    version: uuid().notNull().default(sql`gen_random_uuid()`),
  },
  () => [check('promotion_book_is_one', sql`single`)],
);

/** Codes made together, by the key that the client gave. */
export const couponBatches = pgTable(
  'coupon_batches',
  {
    id: uuid().primaryKey(),
    idempotencyKey: text('idempotency_key').notNull(),
    inputHash: text('input_hash').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [unique('coupon_batches_key_once').on(table.idempotencyKey)],
);

/** A code that gives a promotion. */
export const coupons = pgTable(
  'coupons',
  {
    /** Upper case: codes are the same in any case. */
    code: text().primaryKey(),
    id: uuid().notNull(),
    version: integer().notNull().default(1),
    promotionId: uuid('promotion_id')
      .notNull()
      .references(() => promotions.id),
    active: boolean().notNull().default(true),
    endsAt: instant('ends_at'),
    /** Null: no limit. */
    usageLimit: integer('usage_limit'),
    /** Live claims; counted here so that a limit is one row's check, whoever races. */
    uses: integer().notNull().default(0),
    batchId: uuid('batch_id').references(() => couponBatches.id),
  },
  (table) => [
    unique('coupons_id_once').on(table.id),
    index('coupons_of_promotion').on(table.promotionId, table.code),
    index('coupons_of_batch').on(table.batchId, table.code).where(sql`batch_id is not null`),
    check('coupons_code_upper_case', sql`code ~ '^[A-Z0-9_-]{1,64}$'`),
    check('coupons_uses_within_limit', sql`uses >= 0 and (usage_limit is null or uses <= usage_limit)`),
    check('coupons_limit_not_negative', sql`usage_limit >= 0`),
  ],
);

/** What products says of a SKU, as it was last told: conditions on products, categories and collections ask for it. */
export const goodsFacts = pgTable('goods_facts', {
  sku: text().primaryKey(),
  productId: text('product_id').notNull(),
  categories: text().array().notNull(),
  collections: text().array().notNull(),
  /** Of the event that told it: an older one changes nothing. */
  sequence: integer().notNull().default(0),
});

/** Orders whose quotes do not say who bought, as orders told them as history. */
export const earlierOrders = pgTable(
  'earlier_orders',
  {
    orderId: uuid('order_id').primaryKey(),
    /** The identity of its e-mail; null: it was cancelled. */
    buyerKey: text('buyer_key'),
  },
  (table) => [index('earlier_orders_of_buyer').on(table.buyerKey).where(sql`buyer_key is not null`)],
);
