import type { AuditChange } from '@cartograph/kit/audit';
import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#columns/tables';

/** What staff changed in whatever room: append only (a trigger refuses anything else). An entry has the id of the event that told of it. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: uuid().primaryKey(),
    occurredAt: instant('occurred_at').notNull(),
    room: text().notNull(),
    /** Null: a command of the machine that runs the shop. */
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    /** Personal: where the request came from. */
    client: text(),
    action: text().notNull(),
    entityType: text('entity_type').notNull(),
    entityId: text('entity_id').notNull(),
    changes: jsonb().$type<AuditChange[]>().notNull(),
    requestId: text('request_id'),
    enteredAt: instant('entered_at').notNull().default(sql`now()`),
  },
  (table) => [
    index('audit_entries_by_time').on(table.occurredAt, table.id),
    index('audit_entries_by_actor').on(table.actorId, table.occurredAt, table.id),
    index('audit_entries_by_action').on(table.action, table.occurredAt, table.id),
    index('audit_entries_by_entity').on(table.entityId, table.entityType, table.occurredAt, table.id),
    index('audit_entries_by_entity_type').on(table.entityType, table.occurredAt, table.id),
  ],
);
