import type { Queryable } from '@cartograph/kit/db';
import { countEvents, type EventsOfRow, eventsByLookup, insertEvents } from '@cartograph/kit/numbered-events';
import { attemptsJson, insertAttempts, type PaymentRow, paymentColumns } from '#payment-store';
import type { Attempt } from '#rules/attempt';
import type { CaptureOutcome, Payment } from '#rules/payment';

// `is not distinct from`: with `=` the planner reads the partial index of unsettled payments instead of the key, with the dead entries of
// all that were settled since its last vacuum (2,900 read to find 64).

/** AUTHORIZED becomes CAPTURING, also when there is nothing to take; gives the rows it changed. */
export const claimCaptures = (db: Queryable, placementIds: readonly string[]): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_claim_captures',
    text: `update payments p set state = 'CAPTURING', updated_at = now()
           where placement_id = any($1::uuid[]) and state = 'AUTHORIZED'
           returning ${paymentColumns}`,
    values: [placementIds],
  });

const captured = { parameter: '$4', lookup: 'placement_id::text' };

/** Stores what the provider said of captures under way; gives the rows it changed. */
export const updateCaptures = (
  db: Queryable,
  outcomes: readonly CaptureOutcome[],
  attempts: readonly Attempt[],
  events: readonly EventsOfRow[],
): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_captured',
    text: `with changed as (
             update payments set
               state = case when placement_id = any($1::uuid[]) then 'CAPTURED' else 'CAPTURE_REFUSED' end,
               captured_minor = case when placement_id = any($1::uuid[]) then authorized_minor else 0 end,
               event_sequence = event_sequence + ${countEvents(captured)},
               updated_at = now()
             where placement_id = any($1::uuid[] || $2::uuid[]) and state is not distinct from 'CAPTURING'
             returning *
           ), tried as (${insertAttempts('$3')}),
           said as (${insertEvents({ ...captured, from: 'changed' })})
           select ${paymentColumns} from changed p`,
    values: [idsOf(outcomes, 'CAPTURED'), idsOf(outcomes, 'CAPTURE_REFUSED'), attemptsJson(attempts), eventsByLookup(events)],
  });

/**
 * One statement for both: a tombstone where nothing is, so that a late authorization is refused, and VOIDING where the money may be
 * held. What never reached the provider is VOIDED at once, a payment of nothing also when it is captured: nothing was taken that a refund
 * could give back. Gives the rows it changed; the rest is final, or in capture.
 */
export const claimVoids = (db: Queryable, placementIds: readonly string[]): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_claim_voids',
    text: `insert into payments as p (placement_id, state)
           select id, 'VOIDED' from unnest($1::uuid[]) as id order by id
           on conflict (placement_id) do update
           set state = case p.amount_minor when 0 then 'VOIDED' else 'VOIDING' end, token = null, updated_at = now()
           where p.state in ('AUTHORIZING', 'UNKNOWN', 'CHALLENGED', 'AUTHORIZED', 'CAPTURE_REFUSED', 'VOIDING')
              or (p.state = 'CAPTURED' and p.amount_minor = 0)
           returning ${paymentColumns}`,
    values: [placementIds],
  });

export interface VoidOutcome {
  placementId: string;
  /** UNKNOWN: the reply is lost, and the payment stays as it is. */
  state: 'VOIDED' | 'UNKNOWN';
  /** Learned on the way; null when the provider never heard of it. */
  reference: string | null;
  /** The provider held the money until now. */
  held: boolean;
}

/** Stores which voids under way are done, with what was learned of the charge; gives the rows it changed. */
export const updateVoids = (db: Queryable, outcomes: readonly VoidOutcome[], attempts: readonly Attempt[]): Promise<Payment[]> =>
  db.query<PaymentRow>({
    name: 'payments_voided',
    text: `with changed as (
             update payments set
               state = 'VOIDED',
               provider_reference = coalesce($2::jsonb ->> placement_id::text, provider_reference),
               authorized_minor = case when placement_id = any($3::uuid[]) then amount_minor else authorized_minor end,
               updated_at = now()
             where placement_id = any($1::uuid[]) and state is not distinct from 'VOIDING'
             returning *
           ), tried as (${insertAttempts('$4')})
           select ${paymentColumns} from changed p`,
    values: [
      idsOf(outcomes, 'VOIDED'),
      JSON.stringify(Object.fromEntries(outcomes.map(({ placementId, reference }) => [placementId, reference]))),
      outcomes.filter(({ held }) => held).map(({ placementId }) => placementId),
      attemptsJson(attempts),
    ],
  });

const idsOf = <State>(outcomes: readonly { placementId: string; state: State }[], state: State): string[] =>
  outcomes
    .filter((outcome) => outcome.state === state)
    .map(({ placementId }) => placementId)
    .sort();

/** A void that has to be made again. */
export const reopenVoids = (db: Queryable, placementIds: readonly string[]): Promise<unknown> =>
  db.query({
    name: 'payments_reopen_voids',
    text: `update payments set state = 'VOIDING', updated_at = now() where placement_id = any($1::uuid[]) and state = 'VOIDED'`,
    values: [placementIds],
  });

export interface Unsettled {
  authorizing: string[];
  capturing: string[];
  voiding: string[];
  refunds: { placementId: string; refundId: string; amountMinor: bigint }[];
}

/**
 * What nobody has finished for a while: its worker died, or the provider's replies were lost. An authorization is left to orders,
 * which may rather give up, unless the buyer has accepted its challenge: then nobody else would ask.
 */
export async function findUnsettled(db: Queryable, olderThanMs: number): Promise<Unsettled> {
  const rows = await db.query<{ placementId: string; state: string; refundId: string | null; amountMinor: bigint }>({
    name: 'payments_unsettled',
    text: `(select placement_id as "placementId", state, null as "refundId", 0::bigint as "amountMinor" from payments
            where (state in ('CAPTURING', 'VOIDING') or (state in ('AUTHORIZING', 'UNKNOWN') and challenge_accepted_at is not null))
              and updated_at < now() - $1 * interval '1 millisecond'
            order by updated_at limit 100)
           union all
           (select placement_id, 'REFUNDING', refund_id, amount_minor from refunds
            where state = 'PENDING' and updated_at < now() - $1 * interval '1 millisecond' order by updated_at limit 100)`,
    values: [olderThanMs],
  });
  const of = (...states: string[]): string[] => rows.filter(({ state }) => states.includes(state)).map(({ placementId }) => placementId);
  return {
    authorizing: of('AUTHORIZING', 'UNKNOWN'),
    capturing: of('CAPTURING'),
    voiding: of('VOIDING'),
    refunds: rows.flatMap(({ placementId, refundId, amountMinor }) => (refundId === null ? [] : [{ placementId, refundId, amountMinor }])),
  };
}
