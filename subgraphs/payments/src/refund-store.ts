import type { Database, Queryable } from '@cartograph/kit/db';
import { type EventsOfRow, eventsByLookup } from '@cartograph/kit/numbered-events';
import { attemptsJson, insertAttempts, type PaymentRow, paymentColumns } from '#payment-store';
import type { Attempt } from '#rules/attempt';
import type { Payment } from '#rules/payment';
import type { Refund } from '#rules/refund';

type RefundRow = Refund & Record<string, unknown>;

/**
 * In sorted order, so that batches that share payments cannot deadlock. NO KEY: attempts at these payments, which are written meanwhile
 * and refer to them, need not wait; they deadlocked with a batch of authorizations or captures that had locked some of the same.
 */
export const lockPayments = (tx: Queryable, placementIds: readonly string[]): Promise<Payment[]> =>
  tx.query<PaymentRow>({
    name: 'payments_lock',
    text: `select ${paymentColumns} from payments p where p.placement_id = any($1::uuid[]) order by p.placement_id for no key update`,
    values: [placementIds],
  });

/** All refunds of these payments, and those of these ids wherever they stand. */
export const loadRefunds = (tx: Queryable, placementIds: readonly string[], refundIds: readonly string[]): Promise<Refund[]> =>
  tx.query<RefundRow>({
    name: 'payments_load_refunds',
    text: `select refund_id as "refundId", placement_id as "placementId", amount_minor as "amountMinor", state
           from refunds where placement_id = any($1::uuid[]) or refund_id = any($2::text[])`,
    values: [placementIds, refundIds],
  });

export const insertRefunds = (tx: Queryable, refunds: readonly Refund[]): Promise<unknown> =>
  tx.query({
    name: 'payments_insert_refunds',
    text: `insert into refunds (refund_id, placement_id, amount_minor)
           select refund_id, placement_id, amount_minor from jsonb_to_recordset($1::jsonb)
             as r(refund_id text, placement_id uuid, amount_minor bigint)`,
    values: [
      JSON.stringify(
        refunds.map(({ refundId, placementId, amountMinor }) => ({
          refund_id: refundId,
          placement_id: placementId,
          amount_minor: String(amountMinor),
        })),
      ),
    ],
  });

export interface RefundOutcome {
  refund: Refund;
  /** UNKNOWN: the reply is lost, and the refund stays pending. */
  state: 'REFUNDED' | 'REFUSED' | 'UNKNOWN';
}

/** Stores what the provider said of pending refunds, with their sum on the payment and their events. */
export async function updateRefunds(
  db: Database,
  outcomes: readonly RefundOutcome[],
  attempts: readonly Attempt[],
  events: readonly EventsOfRow[],
): Promise<void> {
  const placementIds = [...new Set(outcomes.map(({ refund }) => refund.placementId))];
  const of = (wanted: RefundOutcome['state']): string[] =>
    outcomes.filter(({ state }) => state === wanted).map(({ refund }) => refund.refundId);
  await db.transaction(async (tx) => {
    await lockPayments(tx, placementIds);
    await tx.query({
      name: 'payments_update_refunds',
      text: `with changed as (
               update refunds set state = case when refund_id = any($1::text[]) then 'REFUNDED' else 'REFUSED' end, updated_at = now()
               where refund_id = any($1::text[] || $2::text[]) and state = 'PENDING'
               returning refund_id, placement_id, amount_minor, state
             ), sums as (
               select placement_id, sum(amount_minor)::bigint as refunded, count(*)::int as refunds
               from changed where state = 'REFUNDED' group by placement_id
             ), summed as (
               update payments p set refunded_minor = p.refunded_minor + sums.refunded,
                 event_sequence = p.event_sequence + sums.refunds, updated_at = now()
               from sums where p.placement_id = sums.placement_id
               returning p.placement_id, p.event_sequence
             ), tried as (${insertAttempts('$3')})
             insert into outbox (type, version, key, sequence, data)
             select event ->> 'type', (event ->> 'version')::int, event ->> 'key',
                    event_sequence - row_number() over (partition by placement_id order by refund_id desc) + 1, event -> 'data'
             from changed join summed using (placement_id) cross join lateral (select $4::jsonb -> refund_id -> 0) e(event)
             where state = 'REFUNDED' order by placement_id, refund_id`,
      values: [of('REFUNDED'), of('REFUSED'), attemptsJson(attempts), eventsByLookup(events)],
    });
  });
}
