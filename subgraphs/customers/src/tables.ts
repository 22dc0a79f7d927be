import type { AuditChange } from '@cartograph/kit/audit';
import { eventSequence } from '@cartograph/kit/outbox-tables';
import { sql } from 'drizzle-orm';
import {
  boolean,
  char,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { JWK } from 'jose';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const instant = (name: string) => timestamp(name, { withTimezone: true });
const createdAt = () => instant('created_at').notNull().default(sql`now()`);

export const customers = pgTable(
  'customers',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    /** As it was typed, and how accounts from before the identity were told apart. */
    email: text().notNull(),
    /**
     * What makes two spellings of an address one. Null: opened by a version without it and not looked at yet, or an older account has it
     * already; such an account is entered by its exact spelling.
     */
    emailIdentity: text('email_identity'),
    name: text(),
    roles: text().array().notNull().default(sql`'{customer}'`),
    /** A PHC string; null: nobody can sign in with a password. */
    passwordHash: text('password_hash'),
    /** Counts what staff and its owner change: of two who change one account at once, the second is told. */
    version: integer().notNull().default(1),
    /** Codes of customer_groups, sorted. A code never changes and no group is ever deleted, so they need no rows of their own. */
    groupCodes: text('group_codes').array().notNull().default(sql`'{}'`),
    /** Of staff, for staff. */
    note: text(),
    /** Since when nobody may sign in. */
    disabledAt: instant('disabled_at'),
    /** In E.164. */
    phone: text(),
    /** The language of letters to them: BCP 47. */
    locale: text(),
    /** May the shop send them more than what their orders need? */
    marketingConsent: text('marketing_consent', { enum: ['GIVEN', 'NOT_GIVEN', 'WITHDRAWN'] })
      .notNull()
      .default('NOT_GIVEN'),
    /** When they said so last; null: they were never asked. */
    marketingConsentAt: instant('marketing_consent_at'),
    /** Since when nothing here says who it was. */
    erasedAt: instant('erased_at'),
    createdAt: createdAt(),
    eventSequence: eventSequence(),
  },
  (table) => [
    uniqueIndex('customers_email_unique').on(sql`lower(${table.email})`),
    uniqueIndex('customers_email_identity_unique').on(table.emailIdentity),
    index('customers_without_identity').on(table.createdAt, table.id).where(sql`email_identity is null`),
    // What staff look for customers by.
    index('customers_by_age').on(table.createdAt, table.id),
    index('customers_email_prefix').on(sql`lower(${table.email}) text_pattern_ops`),
    index('customers_name_words').using('gin', sql`to_tsvector('simple', coalesce(${table.name}, ''))`),
    // Few of many: what a look at the staff, or at one group, reads.
    index('customers_staff').on(table.id).where(sql`roles && '{staff,admin}'`),
    index('customers_in_groups').using('gin', table.groupCodes).where(sql`group_codes <> '{}'`),
    index('customers_by_phone').on(sql`${table.phone} text_pattern_ops`).where(sql`phone is not null`),
    index('customers_who_consent').on(table.marketingConsent).where(sql`marketing_consent <> 'NOT_GIVEN'`),
    check('customers_version_positive', sql`${table.version} > 0`),
    check('customers_marketing_consent_known', sql`${table.marketingConsent} in ('GIVEN', 'NOT_GIVEN', 'WITHDRAWN')`),
    check('customers_consent_has_a_moment', sql`(${table.marketingConsent} = 'NOT_GIVEN') = (${table.marketingConsentAt} is null)`),
    check('customers_locale_at_most_35', sql`length(${table.locale}) between 2 and 35`),
    check('customers_groups_at_most_50', sql`cardinality(${table.groupCodes}) <= 50`),
    check('customers_note_at_most_10000', sql`length(${table.note}) between 1 and 10000`),
    check('customers_email_at_most_254', sql`length(${table.email}) between 3 and 254`),
    // 200 characters as a person counts them.
    check('customers_name_at_most_1000', sql`length(${table.name}) between 1 and 1000`),
    check('customers_roles_known', sql`cardinality(${table.roles}) > 0 and ${table.roles} <@ array['customer', 'staff', 'admin']`),
  ],
);

const customerId = () =>
  uuid('customer_id')
    .notNull()
    .references(() => customers.id);

/** Groups that staff put customers into, for prices and promotions. Never deleted: prices and orders know them by their code. */
export const customerGroups = pgTable(
  'customer_groups',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    code: text().notNull(),
    name: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('customer_groups_code_unique').on(sql`lower(${table.code})`),
    check('customer_groups_code_form', sql`${table.code} ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$'`),
    check('customer_groups_name_at_most_1000', sql`length(${table.name}) between 1 and 1000`),
    check('customer_groups_version_positive', sql`${table.version} > 0`),
  ],
);

/** One open invitation an account to choose a password, good once: a new one takes the place of the one before. */
export const passwordInvitations = pgTable(
  'password_invitations',
  {
    customerId: uuid('customer_id')
      .primaryKey()
      .references(() => customers.id),
    /** SHA-256: the token itself is known to whoever was given it. */
    tokenHash: bytea('token_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('password_invitations_token_unique').on(table.tokenHash),
    index('password_invitations_by_expiry').on(table.expiresAt),
    check('password_invitations_are_sha256', sql`length(${table.tokenHash}) = 32`),
  ],
);

export const addresses = pgTable(
  'addresses',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    customerId: customerId(),
    name: text(),
    company: text(),
    line1: text().notNull(),
    line2: text(),
    city: text().notNull(),
    region: text(),
    /** Null where the country has none. */
    postalCode: text('postal_code'),
    country: char({ length: 2 }).notNull(),
    /** In E.164; null on addresses from before it was kept. */
    phone: text(),
    isDefaultShipping: boolean('is_default_shipping').notNull().default(false),
    isDefaultBilling: boolean('is_default_billing').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    index('addresses_by_customer').on(table.customerId),
    index('addresses_by_phone').on(sql`${table.phone} text_pattern_ops`).where(sql`phone is not null`),
    uniqueIndex('addresses_one_default_shipping').on(table.customerId).where(sql`is_default_shipping`),
    uniqueIndex('addresses_one_default_billing').on(table.customerId).where(sql`is_default_billing`),
    check('addresses_country_upper_case', sql`${table.country} ~ '^[A-Z]{2}$'`),
  ],
);

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
