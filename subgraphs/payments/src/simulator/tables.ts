import { sql } from 'drizzle-orm';
import { bigint, char, check, index, integer, pgSchema, text, timestamp } from 'drizzle-orm/pg-core';

/** Stands for another company: nothing of ours is written in one transaction with it. */
export const simulator = pgSchema('simulator');

const minor = (name: string) => bigint(name, { mode: 'bigint' });

export const charges = simulator.table(
  'charges',
  {
    key: text().primaryKey(),
    reference: text().notNull().unique('charges_reference_is_one').default(sql`'sim_' || replace(uuidv7()::text, '-', '')`),
    token: text(),
    amountMinor: minor('amount_minor').notNull(),
    currency: char({ length: 3 }),
    /** RECEIVED: asked for, nothing charged yet. */
    state: text().$type<'RECEIVED' | 'CHALLENGED' | 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED'>().notNull(),
    capturedMinor: minor('captured_minor').notNull().default(sql`0`),
    refundedMinor: minor('refunded_minor').notNull().default(sql`0`),
    declineCode: text('decline_code'),
    /** How often anybody asked what became of it: the first replies may be lost. */
    asked: integer().notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  },
  () => [
    check('charges_state_known', sql`state in ('RECEIVED', 'CHALLENGED', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED')`),
    check('charges_refunded_within_captured', sql`refunded_minor between 0 and captured_minor`),
  ],
);

export const chargeRefunds = simulator.table(
  'refunds',
  {
    key: text().primaryKey(),
    chargeKey: text('charge_key')
      .notNull()
      .references(() => charges.key),
    amountMinor: minor('amount_minor').notNull(),
  },
  (table) => [index('refunds_charge').on(table.chargeKey)],
);
