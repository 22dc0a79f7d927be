import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { JWK } from 'jose';
import { customerId, customers } from '#accounts/tables';
import { bytea, createdAt, instant } from '#columns/tables';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';
export * from '#accounts/tables';
export * from '#audit/tables';
export * from '#personal-data/tables';

/** One sign-in on one device: the family of all refresh tokens that follow from it. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    customerId: customerId(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** Each refresh token gives the next one by it. Null: opened before there were such, until the next exchange. */
    secret: bytea(),
    /** Where it was opened, as a keyed hash: there the account stays open, whoever guesses at it. */
    client: bytea(),
  },
  (table) => [
    index('sessions_by_customer').on(table.customerId),
    index('sessions_by_expiry').on(table.expiresAt),
    check('sessions_secret_of_32_bytes', sql`length(${table.secret}) = 32`),
    check('sessions_client_of_32_bytes', sql`length(${table.client}) = 32`),
  ],
);

/** The token itself is known to the client alone: only its SHA-256 is kept. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    /** Exchanged for the next one: seeing it again means that somebody else has it. */
    usedAt: instant('used_at'),
  },
  (table) => [
    index('refresh_tokens_by_session').on(table.sessionId),
    index('refresh_tokens_by_expiry').on(table.expiresAt),
    check('refresh_tokens_are_sha256', sql`length(${table.tokenHash}) = 32`),
  ],
);

/** Failed sign-ins in a window of 15 min from the first: of a client, of an address, of both together. Keys are keyed hashes. */
export const failedSignIns = pgTable(
  'failed_sign_ins',
  {
    key: bytea().primaryKey(),
    failures: integer().notNull(),
    windowEndsAt: instant('window_ends_at').notNull(),
  },
  (table) => [
    index('failed_sign_ins_by_window').on(table.windowEndsAt),
    check('failed_sign_ins_failures_not_negative', sql`${table.failures} >= 0`),
    check('failed_sign_ins_key_of_32_bytes', sql`length(${table.key}) = 32`),
  ],
);

/** Key pairs that access tokens are signed with. */
export const signingKeys = pgTable(
  'signing_keys',
  {
    kid: text().primaryKey(),
    privateJwk: jsonb('private_jwk').$type<JWK>().notNull(),
    publicJwk: jsonb('public_jwk').$type<JWK>().notNull(),
    /** The one that signs; the others only verify what they signed before. */
    isCurrent: boolean('is_current').notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('signing_keys_one_current').on(table.isCurrent).where(sql`is_current`)],
);

/** Balances, kept beside the ledger: available + reserved - debt = sum of points, pending = sum of pending. */
export const loyaltyAccounts = pgTable(
  'loyalty_accounts',
  {
    customerId: uuid('customer_id')
      .primaryKey()
      .references(() => customers.id),
    /** What can be redeemed now. */
    available: integer().notNull().default(0),
    /** Earned by orders that are not delivered yet. */
    pending: integer().notNull().default(0),
    /** Held by placements that are not settled yet. */
    reserved: integer().notNull().default(0),
    /** Taken back after they had been spent: the next points pay it off. */
    debt: integer().notNull().default(0),
    /** Confirmed ever, less what was taken back: decides the tier. */
    lifetime: integer().notNull().default(0),
  },
  (table) => [
    check('loyalty_accounts_available_not_negative', sql`${table.available} >= 0`),
    check('loyalty_accounts_pending_not_negative', sql`${table.pending} >= 0`),
    check('loyalty_accounts_reserved_not_negative', sql`${table.reserved} >= 0`),
    check('loyalty_accounts_debt_not_negative', sql`${table.debt} >= 0`),
    check('loyalty_accounts_lifetime_not_negative', sql`${table.lifetime} >= 0`),
    check('loyalty_accounts_nothing_available_in_debt', sql`${table.debt} = 0 or ${table.available} = 0`),
  ],
);

const kinds = [
  'GRANT',
  'ACCRUAL_PENDING',
  'ACCRUAL_CONFIRMED',
  'ACCRUAL_CANCELLED',
  'REDEMPTION',
  'REDEMPTION_RETURNED',
  'CLAWBACK',
] as const;

/** The ledger: append only (a trigger refuses anything else). Holding points is no entry, for it gives nothing and takes nothing. */
export const loyaltyEntries = pgTable(
  'loyalty_entries',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    customerId: uuid('customer_id')
      .notNull()
      .references(() => loyaltyAccounts.customerId),
    placementId: uuid('placement_id'),
    kind: text({ enum: kinds }).notNull(),
    /** Change of available + reserved - debt. */
    points: integer().notNull(),
    /** Change of pending. */
    pending: integer().notNull(),
    grantKey: text('grant_key'),
    reason: text(),
    occurredAt: instant('occurred_at').notNull().default(sql`now()`),
  },
  (table) => [
    index('loyalty_entries_by_customer').on(table.customerId, table.occurredAt, table.id),
    unique('loyalty_entries_once_a_placement').on(table.placementId, table.kind),
    unique('loyalty_entries_grant_once').on(table.grantKey),
    check(
      'loyalty_entries_signs_follow_kind',
      sql`case ${table.kind}
        when 'GRANT' then ${table.points} > 0 and ${table.pending} = 0
        when 'ACCRUAL_PENDING' then ${table.points} = 0 and ${table.pending} > 0
        when 'ACCRUAL_CONFIRMED' then ${table.points} > 0 and ${table.pending} = -${table.points}
        when 'ACCRUAL_CANCELLED' then ${table.points} = 0 and ${table.pending} < 0
        when 'REDEMPTION' then ${table.points} < 0 and ${table.pending} = 0
        when 'REDEMPTION_RETURNED' then ${table.points} > 0 and ${table.pending} = 0
        when 'CLAWBACK' then ${table.points} < 0 and ${table.pending} = 0
        else false end`,
    ),
    check(
      'loyalty_entries_grants_have_a_key_others_a_placement',
      sql`(${table.kind} = 'GRANT') = (${table.grantKey} is not null) and (${table.kind} = 'GRANT') = (${table.placementId} is null)`,
    ),
  ],
);

/** What one placement holds of a customer's points. Its row is also the tombstone of a release that came before its hold. */
export const pointHolds = pgTable(
  'point_holds',
  {
    placementId: uuid('placement_id').primaryKey(),
    customerId: uuid('customer_id').references(() => loyaltyAccounts.customerId),
    points: integer().notNull().default(0),
    state: text({ enum: ['HELD', 'REFUSED', 'COMMITTED', 'RELEASED', 'REVERSED'] }).notNull(),
    refusal: text({ enum: ['UNKNOWN_CUSTOMER', 'INSUFFICIENT_POINTS'] }),
    /** What the customer could redeem when this was decided. */
    available: integer().notNull().default(0),
    pointsToEarn: integer('points_to_earn').notNull().default(0),
    /** When pending points became spendable. */
    awardedAt: instant('awarded_at'),
    createdAt: createdAt(),
    settledAt: instant('settled_at'),
  },
  (table) => [
    index('point_holds_open').on(table.customerId).where(sql`state = 'HELD'`),
    check('point_holds_state_known', sql`${table.state} in ('HELD', 'REFUSED', 'COMMITTED', 'RELEASED', 'REVERSED')`),
    check('point_holds_refused_have_a_refusal', sql`(${table.state} = 'REFUSED') = (${table.refusal} is not null)`),
    check('point_holds_have_a_customer', sql`${table.customerId} is not null or ${table.state} in ('REFUSED', 'RELEASED')`),
    check('point_holds_points_not_negative', sql`${table.points} >= 0 and ${table.pointsToEarn} >= 0`),
    check('point_holds_awarded_after_commit', sql`${table.awardedAt} is null or ${table.state} in ('COMMITTED', 'REVERSED')`),
  ],
);
