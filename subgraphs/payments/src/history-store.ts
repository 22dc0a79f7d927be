import type { RoomHistory } from '@cartograph/kit/room';

const of = (amount: string): string =>
  `(select jsonb_build_object('placementId', p.placement_id, 'amountMinor', ${amount}, 'currency', p.currency) from payments p
    where p.placement_id = e.key)`;

/** A payment has one of each; of several refunds the first event is of the first, as they were asked for. */
const refund = `(select jsonb_build_object('placementId', r.placement_id, 'amountMinor', r.amount_minor::text, 'currency', p.currency,
                                           'refundId', r.refund_id)
    from (select *, row_number() over (order by updated_at, refund_id) as nth from refunds where placement_id = e.key and state = 'REFUNDED') r
    join payments p using (placement_id)
    where r.nth = (select count(*) from event_history h where h.key = e.key and h.type = e.type and h.sequence <= e.sequence))`;

/** What payments' own tables say of its events, as `events.ts` declares them. */
export const history: RoomHistory = {
  'payments.payment_authorized': of('p.amount_minor::text'),
  'payments.payment_captured': of('p.captured_minor::text'),
  'payments.payment_failed': `(select jsonb_build_object('placementId', p.placement_id, 'declineCode', coalesce(p.decline_code, 'CAPTURE_REFUSED'))
      from payments p where p.placement_id = e.key)`,
  'payments.payment_refunded': refund,
  'payments.challenge_resolved': `jsonb_build_object('placementId', e.key)`,
};
