import type { Queryable } from '@cartograph/kit/db';
import { asc, inArray } from 'drizzle-orm';
import type { Attempt, StoredAttempt } from '#rules/attempt';
import type { Payment } from '#rules/payment';
import { attempts, payments } from '#tables';

const columns = {
  id: payments.id,
  placementId: payments.placementId,
  customerId: payments.customerId,
  amountMinor: payments.amountMinor,
  currency: payments.currency,
  token: payments.token,
  returnUrl: payments.returnUrl,
  state: payments.state,
  authorizedMinor: payments.authorizedMinor,
  capturedMinor: payments.capturedMinor,
  refundedMinor: payments.refundedMinor,
  declineCode: payments.declineCode,
  providerReference: payments.providerReference,
  challengeId: payments.challengeId,
  challengeExpiresAt: payments.challengeExpiresAt,
  challengeAcceptedAt: payments.challengeAcceptedAt,
  createdAt: payments.createdAt,
};

/** For hand-written statements: every column under its TypeScript name. */
export const paymentColumns = Object.entries(columns)
  .map(([name, column]) => `p.${column.name} as "${name}"`)
  .join(', ');

export type PaymentRow = Payment & Record<string, unknown>;

export const loadPayments = (db: Queryable, placementIds: readonly string[]): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_load',
    text: `select ${paymentColumns} from payments p where p.placement_id = any($1::uuid[])`,
    values: [placementIds],
  });

export const loadPaymentsById = (db: Queryable, ids: readonly string[]): Promise<Payment[]> =>
  db.orm
    .select(columns)
    .from(payments)
    .where(inArray(payments.id, [...ids]));

export const loadAttempts = (db: Queryable, placementIds: readonly string[]): Promise<StoredAttempt[]> =>
  db.orm
    .select()
    .from(attempts)
    .where(inArray(attempts.placementId, [...placementIds]))
    .orderBy(asc(attempts.at), asc(attempts.id)) as Promise<StoredAttempt[]>;

/** A part of a statement that keeps its attempts with the outcome they led to. `parameter` holds `attemptsJson`. */
export const insertAttempts = (parameter: string): string =>
  `insert into attempts (placement_id, verb, number, outcome, latency_ms, at)
   select placement_id, verb, number, outcome, latency_ms, at from jsonb_to_recordset(${parameter}::jsonb)
     as a(placement_id uuid, verb text, number int, outcome text, latency_ms int, at timestamptz)`;

export const attemptsJson = (list: readonly Attempt[]): string =>
  JSON.stringify(
    list.map(({ placementId, verb, number, outcome, latencyMs, at }) => ({
      placement_id: placementId,
      verb,
      number,
      outcome,
      latency_ms: latencyMs,
      at,
    })),
  );

/** For attempts that change nothing of the payment. */
export const insertAttemptList = (db: Queryable, list: readonly Attempt[]): Promise<unknown> =>
  db.query({ name: 'payments_attempts', text: insertAttempts('$1'), values: [attemptsJson(list)] });
