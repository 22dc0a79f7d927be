import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/** Events of this room, written in the transaction of the change. Re-exported by each room's `tables.ts`. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    type: text().notNull(),
    version: integer().notNull(),
    key: text().notNull(),
    /** 1, 2, 3 .. per key, counted by `event_sequence` of the entity's row; null where the key is no such entity. */
    sequence: integer(),
    /** Of before this shop kept events: told for who joins later, not as news. */
    history: boolean().notNull().default(false),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull().default(sql`now()`),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    attempts: integer().notNull().default(0),
    /** A poisoned message is set aside after `maxAttempts` and can be replayed by clearing this. */
    parkedAt: timestamp('parked_at', { withTimezone: true }),
    lastError: text('last_error'),
  },
  (table) => [
    index('outbox_unpublished').on(table.id).where(sql`published_at is null and parked_at is null`),
    // Doctor, status and figures look for them; there are none as a rule, and then it costs nothing.
    index('outbox_parked').on(table.id).where(sql`published_at is null and parked_at is not null`),
    uniqueIndex('outbox_one_a_sequence').on(table.key, table.sequence).where(sql`sequence is not null`),
  ],
);

/** A column of an entity that events are about: the number of its last event, raised by the update that the event tells of. */
export const eventSequence = () => integer('event_sequence').notNull().default(0);

/** Events a consumer of this room has taken, in the transaction of their effect. */
export const inbox = pgTable(
  'inbox',
  {
    consumer: text().notNull(),
    eventId: uuid('event_id').notNull(),
    takenAt: timestamp('taken_at', { withTimezone: true }).notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ name: 'inbox_pkey', columns: [table.consumer, table.eventId] })],
);

/** Published events that everybody has: out of the way of the relay, until their time is over. */
export const outboxArchive = pgTable(
  'outbox_archive',
  {
    id: uuid().primaryKey(),
    type: text().notNull(),
    version: integer().notNull(),
    key: text().notNull(),
    sequence: integer(),
    history: boolean().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('outbox_archive_key').on(table.key, table.sequence)],
);

/** Events older than the archive: the ids they had, for what the room's own tables tell of them again (see event-history-store.ts). */
export const eventHistory = pgTable('event_history', {
  id: uuid().primaryKey(),
  type: text().notNull(),
  version: integer().notNull(),
  key: uuid().notNull(),
  sequence: integer(),
  occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
});

/** Of all processes of a room one forgets a kind of rows at a time (see retention.ts). */
export const retentionTurns = pgTable('retention_turns', {
  kind: text().primaryKey(),
  worker: uuid().notNull(),
  takenUntil: timestamp('taken_until', { withTimezone: true }).notNull(),
  /** The last key that was looked at. */
  position: text(),
  begunAt: timestamp('begun_at', { withTimezone: true }).notNull().default(sql`now()`),
});
