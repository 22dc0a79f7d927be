import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { customerId } from '#accounts/tables';
import { instant } from '#columns/tables';

/** Customers who want their data, or want to be forgotten, and what each room answered. */
export const personalDataRequests = pgTable(
  'personal_data_requests',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    customerId: customerId(),
    kind: text({ enum: ['EXPORT', 'ERASURE'] }).notNull(),
    status: text({ enum: ['OPEN', 'DONE', 'FAILED'] })
      .notNull()
      .default('OPEN'),
    /** Rooms that have not answered yet. */
    roomsLeft: text('rooms_left').array().notNull(),
    /** What they answered, as JSON by room, until all have. */
    parts: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** All of it, for 7 days. */
    file: text(),
    requestedAt: instant('requested_at').notNull().default(sql`now()`),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('personal_data_requests_one_open').on(table.customerId, table.kind).where(sql`status = 'OPEN'`),
    index('personal_data_requests_of_customer').on(table.customerId, table.id.desc()),
    index('personal_data_requests_with_file').on(table.finishedAt).where(sql`file is not null`),
    check('personal_data_requests_kind_known', sql`${table.kind} in ('EXPORT', 'ERASURE')`),
    check('personal_data_requests_status_known', sql`${table.status} in ('OPEN', 'DONE', 'FAILED')`),
    check('personal_data_requests_over_have_an_end', sql`(${table.status} = 'OPEN') = (${table.finishedAt} is null)`),
  ],
);
