import type { CurrencyCode } from '@cartograph/kit/money';
import { eventSequence } from '@cartograph/kit/outbox-tables';
import { sql } from 'drizzle-orm';
import { bigint, char, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { PaymentState } from '#rules/payment';

export { eventHistory, inbox, outbox, outboxArchive, retentionTurns } from '@cartograph/kit/outbox-tables';

const at = (name: string) => timestamp(name, { withTimezone: true });
const minor = (name: string) => bigint(name, { mode: 'bigint' });

/** One a placement. A void or a close that came first leaves a tombstone: VOIDED or DECLINED, with no amount, currency and token. */
export const payments = pgTable(
  'payments',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    /** Also the order's id, and the key the provider knows it by. */
    placementId: uuid('placement_id').notNull().unique('payments_one_a_placement'),
    customerId: uuid('customer_id'),
    amountMinor: minor('amount_minor'),
    currency: char({ length: 3 }).$type<CurrencyCode>(),
    /** Forgotten once the provider has decided: nobody is asked with it again. */
    token: text(),
    /** Where the bank's page sends the buyer back to. */
    returnUrl: text('return_url'),
    state: text().$type<PaymentState>().notNull(),
    authorizedMinor: minor('authorized_minor').notNull().default(sql`0`),
    capturedMinor: minor('captured_minor').notNull().default(sql`0`),
    refundedMinor: minor('refunded_minor').notNull().default(sql`0`),
    declineCode: text('decline_code'),
    providerReference: text('provider_reference'),
    /** 32 random bytes: who knows it may answer the challenge. */
    challengeId: text('challenge_id').unique('payments_challenge_id_is_one'),
    challengeExpiresAt: at('challenge_expires_at'),
    /** Set when the buyer accepted: from then on the provider is asked to confirm instead of to authorize. */
    challengeAcceptedAt: at('challenge_accepted_at'),
    /** Of its placement's events. */
    eventSequence: eventSequence(),
    createdAt: at('created_at').notNull().default(sql`now()`),
    updatedAt: at('updated_at').notNull().default(sql`now()`),
  },
  (table) => [
    check(
      'payments_state_known',
      sql`state in ('AUTHORIZING', 'AUTHORIZED', 'CAPTURING', 'CAPTURED', 'VOIDING', 'VOIDED', 'DECLINED', 'CHALLENGED', 'UNKNOWN', 'CAPTURE_REFUSED')`,
    ),
    check(
      'payments_only_a_tombstone_lacks_an_amount',
      sql`num_nulls(amount_minor, currency) = 0
        or (num_nonnulls(amount_minor, currency, token) = 0 and state in ('VOIDED', 'DECLINED'))`,
    ),
    check('payments_token_until_decided', sql`token is not null or state not in ('AUTHORIZING', 'UNKNOWN', 'CHALLENGED')`),
    check('payments_authorized_is_nothing_or_all', sql`authorized_minor = 0 or authorized_minor = amount_minor`),
    check('payments_captured_within_authorized', sql`captured_minor between 0 and authorized_minor`),
    check('payments_refunded_within_captured', sql`refunded_minor between 0 and captured_minor`),
    check('payments_captured_or_voided_not_both', sql`captured_minor = 0 or state = 'CAPTURED'`),
    check('payments_declined_says_why', sql`(state = 'DECLINED') <= (decline_code is not null)`),
    check(
      'payments_challenged_can_be_answered',
      sql`(state = 'CHALLENGED') <= (challenge_id is not null and challenge_expires_at is not null)`,
    ),
    index('payments_unsettled')
      .on(sql`updated_at`)
      .where(sql`state in ('CAPTURING', 'VOIDING') or (state in ('AUTHORIZING', 'UNKNOWN') and challenge_accepted_at is not null)`),
    index('payments_challenged').on(table.challengeExpiresAt).where(sql`state = 'CHALLENGED'`),
  ],
);

/** Claimed as PENDING before the provider is asked, so that claims together never exceed what was captured. */
export const refunds = pgTable(
  'refunds',
  {
    /** The caller's, and the key the provider knows it by. */
    refundId: text('refund_id').primaryKey(),
    placementId: uuid('placement_id')
      .notNull()
      .references(() => payments.placementId),
    amountMinor: minor('amount_minor').notNull(),
    state: text().$type<'PENDING' | 'REFUNDED' | 'REFUSED'>().notNull().default('PENDING'),
    createdAt: at('created_at').notNull().default(sql`now()`),
    updatedAt: at('updated_at').notNull().default(sql`now()`),
  },
  (table) => [
    check('refunds_amount_positive', sql`amount_minor > 0`),
    check('refunds_state_known', sql`state in ('PENDING', 'REFUNDED', 'REFUSED')`),
    index('refunds_placement').on(table.placementId),
    index('refunds_pending').on(table.updatedAt).where(sql`state = 'PENDING'`),
  ],
);

/** Every call to the provider, only ever added to. */
export const attempts = pgTable(
  'attempts',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    placementId: uuid('placement_id')
      .notNull()
      .references(() => payments.placementId),
    verb: text().notNull(),
    /** 1, 2, 3 within one command. */
    number: integer().notNull(),
    outcome: text().notNull(),
    latencyMs: integer('latency_ms').notNull(),
    at: at('at').notNull(),
  },
  (table) => [index('attempts_placement').on(table.placementId)],
);
