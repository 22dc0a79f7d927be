import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { LocationAddress } from '#rules/location';
import type { Shortage } from '#rules/reservation';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';

export const locations = pgTable(
  'locations',
  {
    id: text().primaryKey(),
    /** Short, for labels and files; staff choose it. */
    code: text().notNull(),
    name: text().notNull(),
    /** Lower is picked from first. */
    priority: integer().notNull(),
    /** Closed ones are empty: their row is locked by whoever brings goods, and by whoever closes it. */
    active: boolean().notNull().default(true),
    offersPickup: boolean('offers_pickup').notNull().default(false),
    address: jsonb().$type<LocationAddress>(),
    version: integer().notNull().default(1),
  },
  (table) => [unique('locations_code_once').on(table.code)],
);

/** Stock of one SKU at one place. Available is on_hand - reserved; reserved covers open holds and allocations not yet shipped. */
export const levels = pgTable(
  'levels',
  {
    sku: text().notNull(),
    locationId: text('location_id')
      .notNull()
      .references(() => locations.id),
    onHand: integer('on_hand').notNull(),
    reserved: integer().notNull().default(0),
    /** On the way here from other locations; not on hand yet. */
    inTransit: integer('in_transit').notNull().default(0),
    lowStockThreshold: integer('low_stock_threshold').notNull().default(0),
    /** When goods last came or went; reservations do not count, so that the way of an order writes no more than it did. */
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: 'levels_pkey', columns: [table.sku, table.locationId] }),
    check('levels_reserved_within_on_hand', sql`0 <= ${table.reserved} and ${table.reserved} <= ${table.onHand}`),
    check('levels_on_hand_at_most_100_million', sql`${table.onHand} <= 100000000`),
    check('levels_in_transit_not_negative', sql`${table.inTransit} >= 0`),
    check('levels_low_stock_threshold_not_negative', sql`${table.lowStockThreshold} >= 0`),
  ],
);

/** What one placement asked for and where that stands. Its row is also the tombstone of a release that came before its reserve. */
export const holds = pgTable(
  'holds',
  {
    placementId: uuid('placement_id').primaryKey(),
    state: text({ enum: ['HELD', 'REFUSED', 'COMMITTED', 'RELEASED', 'RETURNED', 'SHIPPED'] }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    shortages: jsonb().$type<Shortage[]>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [
    check('holds_state_known', sql`${table.state} in ('HELD', 'REFUSED', 'COMMITTED', 'RELEASED', 'RETURNED', 'SHIPPED')`),
    check('holds_expire_while_held', sql`(${table.state} = 'HELD') = (${table.expiresAt} is not null)`),
    check('holds_shortages_when_refused', sql`(${table.state} = 'REFUSED') = (${table.shortages} is not null)`),
    index('holds_by_expiry').on(table.expiresAt).where(sql`state = 'HELD'`),
  ],
);

/** How much of a hold is taken from where: written with the hold, and when what it waited for has come. The hold's state says what it means. */
export const holdLines = pgTable(
  'hold_lines',
  {
    placementId: uuid('placement_id')
      .notNull()
      .references(() => holds.placementId),
    sku: text().notNull(),
    locationId: text('location_id').notNull(),
    quantity: integer().notNull(),
  },
  (table) => [
    primaryKey({ name: 'hold_lines_pkey', columns: [table.placementId, table.sku, table.locationId] }),
    foreignKey({
      name: 'hold_lines_level_fk',
      columns: [table.sku, table.locationId],
      foreignColumns: [levels.sku, levels.locationId],
    }),
    check('hold_lines_quantity_positive', sql`${table.quantity} > 0`),
  ],
);

/** The ledger of on_hand: append only (a trigger refuses anything else), and its sum is the level. */
export const movements = pgTable(
  'movements',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    sku: text().notNull(),
    locationId: text('location_id').notNull(),
    kind: text({ enum: ['RECEIPT', 'COUNT', 'DAMAGE', 'RETURN', 'TRANSFER_OUT', 'TRANSFER_IN', 'OTHER', 'SHIPPED'] }).notNull(),
    delta: integer().notNull(),
    /** On hand there after it; null in movements from before it was kept, which are summed instead. */
    onHandAfter: integer('on_hand_after'),
    placementId: uuid('placement_id'),
    /** What it is called elsewhere: a delivery note, a transfer. */
    reference: text(),
    note: text(),
    /** Who made it: a customer id of staff, and their e-mail as it was then. */
    madeBy: text('made_by'),
    madeByName: text('made_by_name'),
    /** Keys of adjustments from before `stock_writes` was kept, with the hash of their input. */
    idempotencyKey: text('idempotency_key'),
    inputHash: text('input_hash'),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull().default(sql`now()`),
  },
  (table) => [
    foreignKey({
      name: 'movements_level_fk',
      columns: [table.sku, table.locationId],
      foreignColumns: [levels.sku, levels.locationId],
    }),
    check(
      'movements_kind_known',
      sql`${table.kind} in ('RECEIPT', 'COUNT', 'DAMAGE', 'RETURN', 'TRANSFER_OUT', 'TRANSFER_IN', 'OTHER', 'SHIPPED')`,
    ),
    check('movements_delta_not_zero', sql`${table.delta} <> 0`),
    check('movements_shipped_for_a_placement', sql`(${table.kind} = 'SHIPPED') = (${table.placementId} is not null)`),
    unique('movements_idempotency_key_once').on(table.idempotencyKey),
    unique('movements_shipped_once').on(table.placementId, table.sku, table.locationId),
    index('movements_by_level').on(table.sku, table.locationId),
  ],
);

/** Keys that staff's writes of stock came with: the same key with another input is refused, with the same one it is told again. */
export const stockWrites = pgTable('stock_writes', {
  idempotencyKey: text('idempotency_key').primaryKey(),
  inputHash: text('input_hash').notNull(),
  /** Of the transfer that it began or that goods came of. */
  transferId: uuid('transfer_id'),
  writtenAt: timestamp('written_at', { withTimezone: true }).notNull().default(sql`now()`),
});

/** Goods on their way from one location to another. They left at once; what is sent and not yet received or lost is in transit. */
export const stockTransfers = pgTable(
  'stock_transfers',
  {
    id: uuid().primaryKey(),
    fromLocationId: text('from_location_id')
      .notNull()
      .references(() => locations.id),
    toLocationId: text('to_location_id')
      .notNull()
      .references(() => locations.id),
    status: text({ enum: ['IN_TRANSIT', 'PARTIALLY_RECEIVED', 'RECEIVED'] }).notNull(),
    version: integer().notNull().default(1),
    reference: text(),
    expectedAt: timestamp('expected_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  },
  (table) => [
    check('stock_transfers_status_known', sql`${table.status} in ('IN_TRANSIT', 'PARTIALLY_RECEIVED', 'RECEIVED')`),
    check('stock_transfers_between_two_locations', sql`${table.fromLocationId} <> ${table.toLocationId}`),
  ],
);

export const stockTransferLines = pgTable(
  'stock_transfer_lines',
  {
    transferId: uuid('transfer_id')
      .notNull()
      .references(() => stockTransfers.id),
    sku: text().notNull(),
    quantity: integer().notNull(),
    received: integer().notNull().default(0),
    lost: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ name: 'stock_transfer_lines_pkey', columns: [table.transferId, table.sku] }),
    check('stock_transfer_lines_quantity_positive', sql`${table.quantity} > 0`),
    check(
      'stock_transfer_lines_never_more_than_sent',
      sql`${table.received} >= 0 and ${table.lost} >= 0 and ${table.received} + ${table.lost} <= ${table.quantity}`,
    ),
  ],
);

/**
 * On which terms a SKU is sold, where somebody has said. A SKU that has a row here has a level, too: whoever changes the row has locked that
 * level before. What is sold and has not come yet is counted here, so that an order decides on one row, and never beyond the limit.
 */
export const stockPolicies = pgTable(
  'stock_policies',
  {
    sku: text().primaryKey(),
    version: integer().notNull(),
    /** Never sold. */
    buffer: integer().notNull().default(0),
    maxPerOrder: integer('max_per_order'),
    /** Null: not sold without stock. */
    backorder: text({ enum: ['BACKORDER', 'PREORDER'] }),
    backorderLimit: integer('backorder_limit'),
    expectedAt: timestamp('expected_at', { withTimezone: true }),
    /** Units that orders wait for: the sum of `waiting` in backorders. */
    backordered: integer().notNull().default(0),
  },
  (table) => [
    check('stock_policies_backorder_known', sql`${table.backorder} in ('BACKORDER', 'PREORDER')`),
    check('stock_policies_limit_with_backorder', sql`(${table.backorder} is null) = (${table.backorderLimit} is null)`),
    check('stock_policies_buffer_not_negative', sql`${table.buffer} >= 0`),
    check('stock_policies_max_per_order_positive', sql`${table.maxPerOrder} > 0`),
    check(
      'stock_policies_backordered_within_limit',
      sql`${table.backordered} >= 0 and (${table.backorderLimit} is null or ${table.backordered} <= ${table.backorderLimit})`,
    ),
    index('stock_policies_awaited').on(table.sku).where(sql`backordered > 0`),
  ],
);

/** What a placement has bought that was not there; served in the order of `place` when goods come, and then in its lines, too. */
export const backorders = pgTable(
  'backorders',
  {
    placementId: uuid('placement_id')
      .notNull()
      .references(() => holds.placementId),
    sku: text().notNull(),
    /** Given under the lock of the SKU's levels: who came first has the lower one. */
    place: bigint({ mode: 'bigint' }).generatedAlwaysAsIdentity(),
    quantity: integer().notNull(),
    /** What of it has not come yet; 0 as well once the placement has let go. */
    waiting: integer().notNull(),
  },
  (table) => [
    primaryKey({ name: 'backorders_pkey', columns: [table.placementId, table.sku] }),
    check('backorders_waiting_within_quantity', sql`0 <= ${table.waiting} and ${table.waiting} <= ${table.quantity}`),
    index('backorders_queue').on(table.sku, table.place).where(sql`waiting > 0`),
  ],
);

/** Whether there is some of a SKU, as it was told last: of a SKU that nobody has told of yet, `sequence` is 0. */
export const toldAvailability = pgTable('told_availability', {
  sku: text().primaryKey(),
  sequence: integer().notNull().default(0),
  inStock: boolean('in_stock').notNull().default(false),
});
