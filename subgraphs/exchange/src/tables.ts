import { leaseColumns } from '@cartograph/kit/lease-columns';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
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
import type { Header } from '#rules/header';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const bytes = (name: string) => bigint(name, { mode: 'bigint' }).notNull().default(sql`0`);

/** An import or an export: what was asked for, and how far it is. What is done of it is committed together with its results. */
export const jobs = pgTable(
  'jobs',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    kind: text({ enum: ['IMPORT', 'EXPORT'] }).notNull(),
    data: text({ enum: ['PRODUCTS', 'PRICES', 'STOCK', 'CUSTOMERS', 'ORDERS', 'COUPONS'] }).notNull(),
    format: text({ enum: ['CSV', 'JSONL'] }).notNull(),
    dryRun: boolean('dry_run').notNull().default(false),
    changedAfter: timestamp('changed_after', { withTimezone: true }),
    /** Whose keys these are: an account, or the command of this machine. */
    owner: text().notNull(),
    /** Who started it, as the audit log names them. */
    startedBy: text('started_by').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    /** Of the input that the key came with: the same key with another input is refused. */
    inputHash: text('input_hash').notNull(),
    status: text({ enum: ['QUEUED', 'RUNNING', 'SUCCEEDED', 'SUCCEEDED_WITH_REFUSALS', 'FAILED', 'CANCELLED'] })
      .notNull()
      .default('QUEUED'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    /** Bytes of its file that are kept in `job_parts`. */
    fileBytes: bytes('file_bytes'),
    /** Nothing is added to the file any more. */
    fileComplete: boolean('file_complete').notNull().default(false),
    filesForgottenAt: timestamp('files_forgotten_at', { withTimezone: true }),
    /** An import's: the byte after the last row that is done. */
    position: bytes('position'),
    /** An import's: number of the last line that is done, blank ones included. */
    lastRow: integer('last_row').notNull().default(0),
    header: jsonb().$type<Header>(),
    /** An export's: where the next page begins. */
    cursor: text(),
    rowsDone: integer('rows_done').notNull().default(0),
    rowsChanged: integer('rows_changed').notNull().default(0),
    rowsRefused: integer('rows_refused').notNull().default(0),
    failure: text(),
    ...leaseColumns,
  },
  (table) => [
    unique('jobs_idempotency_key_once').on(table.owner, table.idempotencyKey),
    check('jobs_kind_known', sql`${table.kind} in ('IMPORT', 'EXPORT')`),
    check('jobs_data_known', sql`${table.data} in ('PRODUCTS', 'PRICES', 'STOCK', 'CUSTOMERS', 'ORDERS', 'COUPONS')`),
    check('jobs_format_known', sql`${table.format} in ('CSV', 'JSONL')`),
    check(
      'jobs_status_known',
      sql`${table.status} in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'SUCCEEDED_WITH_REFUSALS', 'FAILED', 'CANCELLED')`,
    ),
    check('jobs_finished_when_over', sql`(${table.status} in ('QUEUED', 'RUNNING')) = (${table.finishedAt} is null)`),
    check('jobs_failure_when_failed', sql`(${table.status} = 'FAILED') = (${table.failure} is not null)`),
    check(
      'jobs_rows_add_up',
      sql`${table.rowsChanged} >= 0 and ${table.rowsRefused} >= 0 and ${table.rowsChanged} + ${table.rowsRefused} <= ${table.rowsDone}`,
    ),
    check('jobs_position_within_file', sql`0 <= ${table.position} and ${table.position} <= ${table.fileBytes}`),
    index('jobs_by_lease').on(table.leaseUntil).where(sql`status in ('QUEUED', 'RUNNING')`),
  ],
);

/** A job's file, in the pieces in which it arrived or was written; `position` is the first byte's. */
export const jobParts = pgTable(
  'job_parts',
  {
    jobId: uuid('job_id')
      .notNull()
      .references(() => jobs.id),
    position: bigint({ mode: 'bigint' }).notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [
    primaryKey({ name: 'job_parts_pkey', columns: [table.jobId, table.position] }),
    check('job_parts_not_empty', sql`length(${table.bytes}) > 0`),
  ],
);

/** Which row of a file has a key first: the same key further down is refused. */
export const jobKeys = pgTable(
  'job_keys',
  {
    jobId: uuid('job_id')
      .notNull()
      .references(() => jobs.id),
    key: text().notNull(),
    row: integer().notNull(),
  },
  (table) => [primaryKey({ name: 'job_keys_pkey', columns: [table.jobId, table.key] })],
);

export const jobRefusals = pgTable(
  'job_refusals',
  {
    jobId: uuid('job_id')
      .notNull()
      .references(() => jobs.id),
    row: integer().notNull(),
    /** Of the faults of one row. */
    ordinal: integer().notNull(),
    key: text(),
    path: text().array().notNull(),
    message: text().notNull(),
  },
  (table) => [primaryKey({ name: 'job_refusals_pkey', columns: [table.jobId, table.row, table.ordinal] })],
);
