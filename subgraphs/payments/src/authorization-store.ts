import type { Queryable } from '@cartograph/kit/db';
import type { Attempt } from '#attempt';
import type { AuthorizationOutcome, AuthorizePaymentCommand } from '#authorization';
import type { Payment } from '#payment';
import {
  amountEvent,
  attemptsJson,
  failedEvent,
  insertAttempts,
  insertEvents,
  type PaymentRow,
  paymentColumns,
  resolvedEvent,
} from '#payment-store';

/** How long a buyer has for a challenge. */
const challengeLasts = "interval '15 minutes'";

/**
 * Makes the durable rows before the provider is asked; gives those that are new. Nothing to pay is authorized at once.
 * Rows in sorted order, so that batches that share placements cannot deadlock.
 */
export const insertPayments = (db: Queryable, commands: readonly AuthorizePaymentCommand[]): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_insert',
    text: `with p as (
             insert into payments (placement_id, customer_id, amount_minor, currency, token, state)
             select placement_id, customer_id, amount_minor, currency, token,
                    case amount_minor when 0 then 'AUTHORIZED' else 'AUTHORIZING' end
             from jsonb_to_recordset($1::jsonb)
               as c(placement_id uuid, customer_id uuid, amount_minor bigint, currency char(3), token text)
             order by placement_id
             on conflict (placement_id) do nothing
             returning *
           ), changed as (select * from p where state = 'AUTHORIZED'),
           said as (${insertEvents(amountEvent('payments.payment_authorized', 'authorized_minor', 'true'))})
           select ${paymentColumns} from p`,
    values: [
      JSON.stringify(
        commands.map(({ placementId, customerId, amountMinor, currency, token }) => ({
          placement_id: placementId,
          customer_id: customerId,
          amount_minor: String(amountMinor),
          currency,
          token,
        })),
      ),
    ],
  });

/**
 * Stores what the provider said where it is still waited for, and gives those rows; who is missing was decided by someone else.
 * A slow worker that still saw the challenge does not bring it back. No join with the outcomes: an update that joins skips rows that a concurrent one has just touched.
 */
export const updateAuthorizations = (
  db: Queryable,
  outcomes: readonly AuthorizationOutcome[],
  attempts: readonly Attempt[],
): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_authorized',
    text: `with changed as (
             update payments set
               state = $2::jsonb -> placement_id::text ->> 'state',
               authorized_minor = case $2::jsonb -> placement_id::text ->> 'state' when 'AUTHORIZED' then amount_minor else 0 end,
               decline_code = $2::jsonb -> placement_id::text ->> 'declineCode',
               provider_reference = coalesce($2::jsonb -> placement_id::text ->> 'reference', provider_reference),
               challenge_id = coalesce($2::jsonb -> placement_id::text ->> 'challengeId', challenge_id),
               challenge_expires_at = case $2::jsonb -> placement_id::text ->> 'state' when 'CHALLENGED' then now() + ${challengeLasts}
                                      else challenge_expires_at end,
               updated_at = now()
             where placement_id = any($1::uuid[]) and (state in ('AUTHORIZING', 'UNKNOWN')) is not distinct from true
               and (challenge_accepted_at is null or $2::jsonb -> placement_id::text ->> 'state' <> 'CHALLENGED')
             returning *
           ), tried as (${insertAttempts('$3')}),
           said as (${insertEvents(
             amountEvent('payments.payment_authorized', 'authorized_minor', "state = 'AUTHORIZED'"),
             failedEvent('decline_code', "state = 'DECLINED'"),
             resolvedEvent("challenge_accepted_at is not null and state in ('AUTHORIZED', 'DECLINED')"),
           )})
           select ${paymentColumns} from changed p`,
    values: [
      outcomes.map(({ placementId }) => placementId).sort(),
      JSON.stringify(Object.fromEntries(outcomes.map((outcome) => [outcome.placementId, outcome]))),
      attemptsJson(attempts),
    ],
  });
