import { leaseColumns } from '@cartograph/kit/lease-columns';
import { eventSequence } from '@cartograph/kit/outbox-tables';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CartNotice } from '#cart/rules/notice';
import type { ListLine } from '#lists/rules/shopping-list';
import type { KeptDiscount, KeptShippingTax, KeptTax, LinePriceFacts } from '#order/rules/price-facts';
import type { OrderAddress } from '#placing/rules/address';
import type { PlacementFacts } from '#placing/rules/facts';
import type { AttentionReason } from '#placing/rules/placement';
import type { StoredProblem } from '#placing/rules/problem';
import type { KeyRules } from '#placing/rules/purchase-key';
import type { PlacementRequest } from '#placing/rules/request';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';

const at = (name: string) => timestamp(name, { withTimezone: true });

export const carts = pgTable(
  'carts',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    currency: char({ length: 3 }).notNull(),
    customerId: uuid('customer_id'),
    couponCodes: text('coupon_codes').array().notNull().default(sql`'{}'`),
    /** open: can be changed; placing: claimed by one placement; closed: became an order; merged: its lines went into its customer's cart. */
    status: text().$type<'open' | 'placing' | 'closed' | 'merged'>().notNull().default('open'),
    /** The placement that has claimed it, or that it became. */
    placementId: uuid('placement_id'),
    /** Put aside by its customer: not the one cart that they fill. It can be changed and ordered by its id all the same. */
    savedAt: at('saved_at'),
    /** What merging it told, so that whoever repeats it is told the same. */
    mergeNotices: jsonb('merge_notices').$type<CartNotice[]>(),
    createdAt: at('created_at').notNull().default(sql`now()`),
    updatedAt: at('updated_at').notNull().default(sql`now()`),
  },
  (table) => [
    check('carts_status_known', sql`status in ('open', 'placing', 'closed', 'merged')`),
    check('carts_claimed_names_its_placement', sql`(status in ('open', 'merged')) = (placement_id is null)`),
    check('carts_merged_tell_what_became_of_them', sql`(status = 'merged') = (merge_notices is not null)`),
    check('carts_merged_and_saved_have_a_customer', sql`customer_id is not null or (status <> 'merged' and saved_at is null)`),
    // `placing` counts: a placement that is given up frees its cart, and must not meet a second one.
    uniqueIndex('carts_one_a_customer')
      .on(table.customerId)
      .where(sql`customer_id is not null and saved_at is null and status in ('open', 'placing')`),
    index('carts_placement').on(table.placementId).where(sql`placement_id is not null`),
  ],
);

export const cartLines = pgTable(
  'cart_lines',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    cartId: uuid('cart_id')
      .notNull()
      .references(() => carts.id, { onDelete: 'cascade' }),
    sku: text().notNull(),
    title: text().notNull(),
    quantity: integer().notNull(),
  },
  (table) => [
    uniqueIndex('cart_lines_one_a_sku').on(table.cartId, table.sku),
    check('cart_lines_quantity_in_range', sql`quantity between 1 and 10000`),
  ],
);

/** Keys of additions to carts: the same key adds once. Rows are forgotten after a week. */
export const cartAdditions = pgTable(
  'cart_additions',
  {
    /** `customer:<id>`, `cart:<id>`, or `guest` for the addition that opens a guest's cart. */
    scope: text().notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    inputHash: text('input_hash').notNull(),
    cartId: uuid('cart_id')
      .notNull()
      .references(() => carts.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: 'cart_additions_one_a_key', columns: [table.scope, table.idempotencyKey] }),
    index('cart_additions_age').on(table.createdAt),
    // A cart that is forgotten takes them along.
    index('cart_additions_cart').on(table.cartId),
  ],
);

export const placements = pgTable(
  'placements',
  {
    id: uuid().primaryKey(),
    /** Whose idempotency key it is: see purchase-key.ts. */
    scope: text().notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    inputHash: text('input_hash').notNull(),
    /** By which rules scope and hash were made. */
    keyRules: smallint('key_rules').$type<KeyRules>().notNull().default(1),
    cartId: uuid('cart_id'),
    request: jsonb().$type<PlacementRequest>().notNull(),
    state: text().$type<'pending' | 'confirmed' | 'completed' | 'aborting' | 'aborted'>().notNull().default('pending'),
    /** What the participants answered, as far as it is known. */
    facts: jsonb().$type<PlacementFacts>().notNull().default({}),
    /** Why it was given up. */
    problems: jsonb().$type<StoredProblem[]>(),
    ...leaseColumns,
    /** Why it was flagged; null for one that failed too often, of which `last_error` tells. */
    attentionReason: text('attention_reason').$type<AttentionReason>(),
    createdAt: at('created_at').notNull().default(sql`now()`),
    decidedAt: at('decided_at'),
    finishedAt: at('finished_at'),
  },
  (table) => [
    uniqueIndex('placements_one_a_key').on(table.scope, table.idempotencyKey),
    check('placements_key_rules_known', sql`key_rules in (1, 2)`),
    check('placements_state_known', sql`state in ('pending', 'confirmed', 'completed', 'aborting', 'aborted')`),
    check('placements_attention_reason_known', sql`attention_reason in ('capture_refused', 'participant_let_go', 'participant_kept')`),
    check('placements_attention_reason_when_flagged', sql`attention_reason is null or needs_attention`),
    check('placements_problems_when_given_up', sql`(state in ('aborting', 'aborted')) = (problems is not null)`),
    index('placements_open').on(table.leaseUntil).where(sql`state in ('pending', 'confirmed', 'aborting')`),
    index('placements_undoing').on(table.cartId).where(sql`state = 'aborting'`),
    index('placements_at_bank').on(table.scope).where(sql`state = 'pending' and facts ? 'challenge'`),
    index('placements_at_bank_by_client').on(sql`(request ->> 'client')`).where(sql`state = 'pending' and facts ? 'challenge'`),
    index('placements_attention').on(table.id).where(sql`needs_attention`),
  ],
);

/** The names that an order can be found by. The function is made in its migration: small letters without accents. */
export const orderNames = sql`to_tsvector('simple', folded_name(coalesce(shipping_address ->> 'name', '') || ' ' || coalesce(billing_address ->> 'name', '')))`;

/** Order numbers count up from here, with gaps. */
export const orderNumbers = pgSequence('order_numbers', { startWith: 100_001 });

export const orders = pgTable(
  'orders',
  {
    /** The placement's id: one order a placement. */
    id: uuid().primaryKey(),
    number: text().notNull().default(sql`'C-' || nextval('order_numbers')`),
    customerId: uuid('customer_id'),
    email: text().notNull(),
    shippingAddress: jsonb('shipping_address').$type<OrderAddress>().notNull(),
    /** Null: the same as shipping. */
    billingAddress: jsonb('billing_address').$type<OrderAddress>(),
    cartId: uuid('cart_id'),
    currency: char({ length: 3 }).notNull(),
    subtotalMinor: bigint('subtotal_minor', { mode: 'bigint' }).notNull(),
    discountMinor: bigint('discount_minor', { mode: 'bigint' }).notNull(),
    shippingMinor: bigint('shipping_minor', { mode: 'bigint' }).notNull(),
    taxMinor: bigint('tax_minor', { mode: 'bigint' }).notNull(),
    includedTaxMinor: bigint('included_tax_minor', { mode: 'bigint' }).notNull(),
    totalMinor: bigint('total_minor', { mode: 'bigint' }).notNull(),
    status: text().$type<'CONFIRMED' | 'COMPLETED' | 'CANCELLED'>().notNull().default('CONFIRMED'),
    paymentStatus: text('payment_status')
      .$type<'AUTHORIZED' | 'PAID' | 'VOIDED' | 'PARTIALLY_REFUNDED' | 'REFUNDED'>()
      .notNull()
      .default('AUTHORIZED'),
    fulfillmentStatus: text('fulfillment_status')
      .$type<'UNFULFILLED' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'DELIVERED' | 'RETURNED'>()
      .notNull()
      .default('UNFULFILLED'),
    /** What came off and the tax by rate, as frozen; shipping's part of the tax beside it. */
    discounts: jsonb().$type<KeptDiscount[]>(),
    taxes: jsonb().$type<KeptTax[]>(),
    shippingTaxes: jsonb('shipping_taxes').$type<KeptShippingTax[]>(),
    pointsRedeemed: integer('points_redeemed'),
    /** What the redeemed points took off. */
    pointsValueMinor: bigint('points_value_minor', { mode: 'bigint' }),
    pointsEarned: integer('points_earned'),
    /** kept: what the quote says stands here and on the lines; absent: pricing has no quote; null: of an order from before, not looked up yet. */
    priceFacts: text('price_facts').$type<'kept' | 'absent'>(),
    placedAt: at('placed_at').notNull().default(sql`now()`),
    eventSequence: eventSequence(),
  },
  (table) => [
    // By bytes, so that it also finds what begins like a search; the two below are for searches alone.
    uniqueIndex('orders_number_unique').on(table.number.op('text_pattern_ops')),
    index('orders_email').on(sql`lower(email) text_pattern_ops`),
    index('orders_names').using('gin', orderNames).with({ fastupdate: 'off' }),
    uniqueIndex('orders_one_a_cart').on(table.cartId).where(sql`cart_id is not null`),
    index('orders_customer').on(table.customerId, table.id.desc()),
    index('orders_by_total').on(table.currency, table.totalMinor, table.id),
    index('orders_without_price_facts').on(table.id).where(sql`price_facts is null`),
    check('orders_price_facts_known', sql`price_facts in ('kept', 'absent')`),
    check(
      'orders_price_facts_kept',
      sql`price_facts is distinct from 'kept' or num_nulls(discounts, points_redeemed, points_value_minor, points_earned) = 0`,
    ),
    check('orders_total_adds_up', sql`total_minor = subtotal_minor - discount_minor + shipping_minor + tax_minor`),
    check('orders_total_not_negative', sql`total_minor >= 0`),
  ],
);

export const orderLines = pgTable(
  'order_lines',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    position: integer().notNull(),
    sku: text().notNull(),
    title: text().notNull(),
    quantity: integer().notNull(),
    unitMinor: bigint('unit_minor', { mode: 'bigint' }).notNull(),
    totalMinor: bigint('total_minor', { mode: 'bigint' }).notNull(),
    /** Of one, before quantity breaks; the three below of the line. Null on lines from before they were kept. */
    listMinor: bigint('list_minor', { mode: 'bigint' }),
    discountMinor: bigint('discount_minor', { mode: 'bigint' }),
    taxMinor: bigint('tax_minor', { mode: 'bigint' }),
    includedTaxMinor: bigint('included_tax_minor', { mode: 'bigint' }),
    /** Which discounts and which rate those come from. */
    priceFacts: jsonb('price_facts').$type<LinePriceFacts>(),
  },
  (table) => [
    index('order_lines_sku').on(sql`upper(sku) text_pattern_ops`, table.orderId),
    uniqueIndex('order_lines_position').on(table.orderId, table.position),
    check('order_lines_total_is_unit_times_quantity', sql`total_minor = unit_minor * quantity`),
  ],
);

export const orderEvents = pgTable(
  'order_events',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    type: text().notNull(),
    occurredAt: at('occurred_at').notNull().default(sql`now()`),
  },
  (table) => [index('order_events_order').on(table.orderId)],
);

export const cancellations = pgTable(
  'cancellations',
  {
    orderId: uuid('order_id')
      .primaryKey()
      .references(() => orders.id),
    /** Whose key it is: see purchase-key.ts; null for those from before keys were compared over orders. */
    keyScope: text('key_scope'),
    idempotencyKey: text('idempotency_key').notNull(),
    reason: text(),
    state: text().$type<'pending' | 'completed'>().notNull().default('pending'),
    ...leaseColumns,
    createdAt: at('created_at').notNull().default(sql`now()`),
    completedAt: at('completed_at'),
  },
  (table) => [
    uniqueIndex('cancellations_one_a_key').on(table.keyScope, table.idempotencyKey).where(sql`key_scope is not null`),
    check('cancellations_state_known', sql`state in ('pending', 'completed')`),
    index('cancellations_open').on(table.leaseUntil).where(sql`state = 'pending'`),
  ],
);

/** Guests' orders that became a customer's, each once; the points that they earned are theirs when it is completed. */
export const claims = pgTable(
  'claims',
  {
    orderId: uuid('order_id')
      .primaryKey()
      .references(() => orders.id),
    customerId: uuid('customer_id').notNull(),
    state: text().$type<'pending' | 'completed'>().notNull().default('pending'),
    ...leaseColumns,
    createdAt: at('created_at').notNull().default(sql`now()`),
    completedAt: at('completed_at'),
  },
  (table) => [
    check('claims_state_known', sql`state in ('pending', 'completed')`),
    index('claims_open').on(table.leaseUntil).where(sql`state = 'pending'`),
    index('claims_of_customer').on(table.customerId),
  ],
);

/** Wish lists and saved carts. */
export const shoppingLists = pgTable(
  'shopping_lists',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    customerId: uuid('customer_id').notNull(),
    name: text().notNull(),
    /** May be seen by whoever knows its id. */
    shared: boolean().notNull(),
    version: integer().notNull().default(1),
    lines: jsonb().$type<ListLine[]>().notNull(),
    updatedAt: at('updated_at').notNull().default(sql`now()`),
  },
  (table) => [
    uniqueIndex('shopping_lists_one_a_name').on(table.customerId, sql`lower(name)`),
    check('shopping_lists_name_at_most_1000', sql`length(name) between 1 and 1000`),
    check('shopping_lists_at_most_200_lines', sql`jsonb_array_length(lines) <= 200`),
    check('shopping_lists_version_positive', sql`version > 0`),
  ],
);

/** Customers who are forgotten: nothing of theirs may say who they were. */
export const erasedPeople = pgTable('erased_people', {
  customerId: uuid('customer_id').primaryKey(),
  erasedAt: at('erased_at').notNull().default(sql`now()`),
});

/** How often a client's or a customer's cards were declined, and guests of a client had coupons; a key names nobody. Rows go when their time is over. */
export const payerAttempts = pgTable(
  'payer_attempts',
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    windowEndsAt: at('window_ends_at').notNull(),
  },
  (table) => [index('payer_attempts_age').on(table.windowEndsAt), check('payer_attempts_count_something', sql`count > 0`)],
);

/**
 * One row that names the life of the database server: unlogged, so that it is empty after a crash, and only then. What was answered and
 * not yet durable is gone with it.
 */
export const serverLife = pgTable(
  'server_life',
  {
    one: boolean().primaryKey().default(true),
    token: uuid().notNull().default(sql`gen_random_uuid()`),
  },
  () => [check('server_life_is_one_row', sql`one`)],
);
