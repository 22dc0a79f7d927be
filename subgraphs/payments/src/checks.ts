import type { RoomChecks } from '@cartograph/kit/room';
import { sequenceCheck } from '@cartograph/kit/sequence-check';
import { events } from '#events';

/** Charges of the simulator; another provider's payments are not compared here. */
const simulated = 'payments p join simulator.charges c on c.key = p.placement_id::text';

/** What must hold between payments, refunds, attempts and the simulated provider's own books. */
export const checks: RoomChecks = {
  own: [
    {
      invariant: 3,
      name: 'captured_within_authorized',
      sql: `select format('payment of placement %s: authorized %s, captured %s, refunded %s', placement_id, authorized_minor,
                          captured_minor, refunded_minor) as detail
            from payments where captured_minor > authorized_minor or refunded_minor > captured_minor or refunded_minor < 0 limit 100`,
    },
    {
      invariant: 3,
      name: 'states_match_amounts',
      sql: `select format('payment of placement %s is %s with amount %s, authorized %s, captured %s', placement_id, state, amount_minor,
                          authorized_minor, captured_minor) as detail
            from payments
            where (state in ('AUTHORIZED', 'CAPTURING', 'CAPTURED', 'CAPTURE_REFUSED') and authorized_minor <> amount_minor)
               or (state = 'CAPTURED' and captured_minor <> amount_minor)
               or (state <> 'CAPTURED' and captured_minor <> 0)
               or (state in ('DECLINED', 'CHALLENGED', 'AUTHORIZING', 'UNKNOWN') and authorized_minor <> 0) limit 100`,
    },
    {
      invariant: 3,
      name: 'refunds_sum_to_refunded',
      sql: `select format('payment of placement %s: refunded %s, but its refunds sum to %s', p.placement_id, p.refunded_minor,
                          coalesce(sum(r.amount_minor), 0)) as detail
            from payments p left join refunds r on r.placement_id = p.placement_id and r.state = 'REFUNDED'
            group by p.placement_id, p.refunded_minor having p.refunded_minor <> coalesce(sum(r.amount_minor), 0) limit 100`,
    },
    {
      invariant: 3,
      name: 'refund_claims_within_captured',
      sql: `select format('payment of placement %s: captured %s, but its refunds claim %s', p.placement_id, p.captured_minor,
                          sum(r.amount_minor)) as detail
            from payments p join refunds r on r.placement_id = p.placement_id and r.state <> 'REFUSED'
            group by p.placement_id, p.captured_minor having sum(r.amount_minor) > p.captured_minor limit 100`,
    },
    {
      invariant: 3,
      name: 'provider_agrees',
      sql: `select format('payment of placement %s is %s (captured %s, refunded %s); the provider says %s (%s, %s)', p.placement_id,
                          p.state, p.captured_minor, p.refunded_minor, c.state, c.captured_minor, c.refunded_minor) as detail
            from ${simulated}
            where (p.state in ('AUTHORIZED', 'CAPTURE_REFUSED') and c.state <> 'AUTHORIZED')
               or (p.state = 'CAPTURED' and (c.state <> 'CAPTURED' or c.captured_minor <> p.captured_minor))
               or (p.state <> 'CAPTURING' and c.state = 'CAPTURED' and p.state <> 'CAPTURED')
               or (c.refunded_minor <> p.refunded_minor and not exists (
                     select from refunds r where r.placement_id = p.placement_id and r.state = 'PENDING')) limit 100`,
    },
    {
      invariant: 3,
      name: 'voided_holds_nothing',
      sql: `select format('payment of placement %s is %s, but the provider holds its charge %s (%s)', p.placement_id, p.state,
                          c.reference, c.state) as detail
            from ${simulated}
            where p.state in ('VOIDED', 'DECLINED') and c.state in ('AUTHORIZED', 'CAPTURED') limit 100`,
    },
    {
      invariant: 3,
      name: 'held_money_is_known_to_the_provider',
      sql: `select format('payment of placement %s is %s, but the provider does not know it', p.placement_id, p.state) as detail
            from payments p
            where p.provider_reference like 'sim\\_%' and p.state in ('AUTHORIZED', 'CAPTURED', 'CAPTURE_REFUSED')
              and not exists (select from simulator.charges c where c.key = p.placement_id::text) limit 100`,
    },
    {
      invariant: 7,
      name: 'charges_have_payments',
      sql: `select format('charge %s (%s) at the provider has no payment', c.reference, c.state) as detail
            from simulator.charges c
            where c.state in ('AUTHORIZED', 'CAPTURED')
              and not exists (select from payments p where p.placement_id::text = c.key) limit 100`,
    },
    {
      invariant: 7,
      name: 'attempts_exist',
      sql: `select format('payment of placement %s is %s, but no call to the provider is on record', p.placement_id, p.state) as detail
            from payments p
            where p.provider_reference is not null
              and not exists (select from attempts a where a.placement_id = p.placement_id) limit 100`,
    },
    {
      invariant: 7,
      name: 'nothing_under_way_for_long',
      sql: `select format('payment of placement %s is %s since %s', placement_id, state, updated_at) as detail from payments
            where (state in ('CAPTURING', 'VOIDING') and updated_at < now() - interval '60 seconds')
               or (state = 'CHALLENGED' and challenge_expires_at < now() - interval '60 seconds')
            union all
            select format('refund %s of placement %s is pending since %s', refund_id, placement_id, updated_at) from refunds
            where state = 'PENDING' and updated_at < now() - interval '60 seconds' limit 100`,
    },
    {
      invariant: 7,
      name: 'decided_payments_hold_no_token',
      sql: `select format('payment of placement %s is %s since %s, and its token is still kept', placement_id, state, updated_at) as detail
            from payments
            where token is not null and state not in ('AUTHORIZING', 'UNKNOWN', 'CHALLENGED')
              and updated_at < now() - interval '5 minutes' limit 100`,
    },
    sequenceCheck('payments', 'placement_id', events),
  ],
  readings: {
    payments: `select placement_id, state, authorized_minor, captured_minor, refunded_minor, currency from payments`,
  },
};
