import { boolean, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * The columns of a table whose rows must be driven to their end (work.ts); lease-store.ts reads and writes them. The table also needs a
 * uuid key, a condition that says which rows are unfinished, and a partial index on `lease_until` with that condition.
 */
export const leaseColumns = {
  /** The worker that drives it. */
  leaseOwner: uuid('lease_owner'),
  /** Nobody else drives it before this; without an owner it is due again then. */
  leaseUntil: timestamp('lease_until', { withTimezone: true }).notNull(),
  /** Failed attempts since the first, or since a person's wish to try again. */
  attempts: integer().notNull().default(0),
  /** Flagged: shown to a person. */
  needsAttention: boolean('needs_attention').notNull().default(false),
  lastError: text('last_error'),
};
