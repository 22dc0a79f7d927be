import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { Shortage } from '#rules/reservation';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';

export const locations = pgTable('locations', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Lower is picked from first. */
  priority: integer().notNull(),
});

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
    lowStockThreshold: integer('low_stock_threshold').notNull().default(0),
  },
  (table) => [
    primaryKey({ name: 'levels_pkey', columns: [table.sku, table.locationId] }),
    check('levels_reserved_within_on_hand', sql`0 <= ${table.reserved} and ${table.reserved} <= ${table.onHand}`),
    check('levels_on_hand_at_most_100_million', sql`${table.onHand} <= 100000000`),
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

/** How much of a hold is taken from where. Written once with the hold, never changed: the hold's state says what it means. */
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
    kind: text({ enum: ['RECEIPT', 'COUNT', 'DAMAGE', 'RETURN', 'OTHER', 'SHIPPED'] }).notNull(),
    delta: integer().notNull(),
    placementId: uuid('placement_id'),
    note: text(),
    /** Who made an adjustment: a customer id of staff. */
    madeBy: text('made_by'),
    idempotencyKey: text('idempotency_key'),
    /** Of the input that the key came with: the same key with another input is refused. */
    inputHash: text('input_hash'),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull().default(sql`now()`),
  },
  (table) => [
    foreignKey({
      name: 'movements_level_fk',
      columns: [table.sku, table.locationId],
      foreignColumns: [levels.sku, levels.locationId],
    }),
    check('movements_kind_known', sql`${table.kind} in ('RECEIPT', 'COUNT', 'DAMAGE', 'RETURN', 'OTHER', 'SHIPPED')`),
    check('movements_delta_not_zero', sql`${table.delta} <> 0`),
    check('movements_shipped_for_a_placement', sql`(${table.kind} = 'SHIPPED') = (${table.placementId} is not null)`),
    unique('movements_idempotency_key_once').on(table.idempotencyKey),
    unique('movements_shipped_once').on(table.placementId, table.sku, table.locationId),
    index('movements_by_level').on(table.sku, table.locationId),
  ],
);
