import type { Queryable } from '@cartograph/kit/db';
import { countEvents, type EventsOfRow, eventsByLookup, insertEvents } from '@cartograph/kit/numbered-events';
import { afterChallenge, freePaymentEvents } from '#build-events';
import type { ChallengeMinutes } from '#deps';
import { attemptsJson, insertAttempts, type PaymentRow, paymentColumns } from '#payment-store';
import type { Attempt } from '#rules/attempt';
import type { AuthorizationOutcome, AuthorizePaymentCommand } from '#rules/authorization';
import type { Payment } from '#rules/payment';

const inserted = { parameter: '$2', lookup: 'placement_id::text' };

/**
 * Makes the durable rows before the provider is asked; gives those that are new. Nothing to pay is authorized at once.
 * Rows in sorted order, so that batches that share placements cannot deadlock.
 */
export const insertPayments = (db: Queryable, commands: readonly AuthorizePaymentCommand[]): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_insert',
    text: `with p as (
             insert into payments (placement_id, customer_id, amount_minor, currency, token, return_url, state, event_sequence)
             select placement_id, customer_id, amount_minor, currency, case amount_minor when 0 then null else token end, return_url,
                    case amount_minor when 0 then 'AUTHORIZED' else 'AUTHORIZING' end, ${countEvents(inserted)}
             from jsonb_to_recordset($1::jsonb)
               as c(placement_id uuid, customer_id uuid, amount_minor bigint, currency char(3), token text, return_url text)
             order by placement_id
             on conflict (placement_id) do nothing
             returning *
           ), said as (${insertEvents({ ...inserted, from: 'p' })})
           select ${paymentColumns} from p`,
    values: [
      JSON.stringify(
        commands.map(({ placementId, customerId, amountMinor, currency, token, returnUrl = null }) => ({
          placement_id: placementId,
          customer_id: customerId,
          amount_minor: String(amountMinor),
          currency,
          token,
          return_url: returnUrl,
        })),
      ),
      eventsByLookup(freePaymentEvents(commands)),
    ],
  });

const decided = {
  parameter: '$4',
  lookup: `placement_id || case when challenge_accepted_at is null then '' else '${afterChallenge}' end`,
};

/**
 * Stores what the provider said where it is still waited for, and gives those rows; who is missing was decided by someone else.
 * A slow worker that still saw the challenge does not bring it back. No join with the outcomes: an update that joins skips rows that a concurrent one has just touched.
 */
export const updateAuthorizations = (
  db: Queryable,
  outcomes: readonly AuthorizationOutcome[],
  attempts: readonly Attempt[],
  events: readonly EventsOfRow[],
  minutes: ChallengeMinutes,
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
               challenge_expires_at = case $2::jsonb -> placement_id::text ->> 'state' when 'CHALLENGED'
                                      then now() + case when customer_id is null then $5::int else $6::int end * interval '1 minute'
                                      else challenge_expires_at end,
               token = case when $2::jsonb -> placement_id::text ->> 'state' in ('AUTHORIZED', 'DECLINED') then null else token end,
               event_sequence = event_sequence + ${countEvents(decided)},
               updated_at = now()
             where placement_id = any($1::uuid[]) and (state in ('AUTHORIZING', 'UNKNOWN')) is not distinct from true
               and (challenge_accepted_at is null or $2::jsonb -> placement_id::text ->> 'state' <> 'CHALLENGED')
             returning *
           ), tried as (${insertAttempts('$3')}),
           said as (${insertEvents({ ...decided, from: 'changed' })})
           select ${paymentColumns} from changed p`,
    values: [
      outcomes.map(({ placementId }) => placementId).sort(),
      JSON.stringify(Object.fromEntries(outcomes.map((outcome) => [outcome.placementId, outcome]))),
      attemptsJson(attempts),
      eventsByLookup(events),
      minutes.guest,
      minutes.customer,
    ],
  });
