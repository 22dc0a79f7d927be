import type { RoomChecks } from '@cartograph/kit/room';
import { sequenceCheck } from '@cartograph/kit/sequence-check';
import { events } from '#events';

/** What `npm run doctor` asks of this room's database: every row is a violation. */
export const checks: RoomChecks = {
  own: [
    {
      invariant: 4,
      name: 'balance_matches_ledger',
      sql: `select 'customer ' || a.customer_id || ': ' || a.available || ' available + ' || a.reserved || ' reserved - ' || a.debt
                   || ' owed, but the ledger sums to ' || coalesce(e.points, 0) as detail
            from loyalty_accounts a left join (select customer_id, sum(points) as points from loyalty_entries group by customer_id) e
              using (customer_id)
            where a.available + a.reserved - a.debt <> coalesce(e.points, 0) limit 100`,
    },
    {
      invariant: 4,
      name: 'pending_matches_ledger',
      sql: `select 'customer ' || a.customer_id || ': ' || a.pending || ' pending, but the ledger sums to ' || coalesce(e.pending, 0) as detail
            from loyalty_accounts a left join (select customer_id, sum(pending) as pending from loyalty_entries group by customer_id) e
              using (customer_id)
            where a.pending <> coalesce(e.pending, 0) limit 100`,
    },
    {
      invariant: 4,
      name: 'lifetime_matches_ledger',
      sql: `select 'customer ' || a.customer_id || ': ' || a.lifetime || ' ever confirmed, but the ledger sums to ' || coalesce(e.points, 0)
                   as detail
            from loyalty_accounts a left join (
              select customer_id, sum(points) as points from loyalty_entries
              where kind in ('GRANT', 'ACCRUAL_CONFIRMED', 'CLAWBACK') group by customer_id
            ) e using (customer_id)
            where a.lifetime <> coalesce(e.points, 0) limit 100`,
    },
    {
      invariant: 4,
      name: 'reserved_matches_holds',
      sql: `select 'customer ' || a.customer_id || ': ' || a.reserved || ' reserved, but open holds sum to ' || coalesce(h.points, 0) as detail
            from loyalty_accounts a left join (
              select customer_id, sum(points) as points from point_holds where state = 'HELD' group by customer_id
            ) h using (customer_id)
            where a.reserved <> coalesce(h.points, 0) limit 100`,
    },
    {
      invariant: 4,
      name: 'balances_not_negative',
      sql: `select 'customer ' || customer_id || ': available ' || available || ', pending ' || pending || ', reserved ' || reserved
                   || ', debt ' || debt as detail
            from loyalty_accounts
            where available < 0 or pending < 0 or reserved < 0 or debt < 0 or (debt > 0 and available > 0) limit 100`,
    },
    {
      invariant: 4,
      name: 'one_entry_of_a_kind_an_order',
      sql: `select 'placement ' || placement_id || ': ' || count(*) || ' entries ' || kind as detail
            from loyalty_entries where placement_id is not null group by placement_id, kind having count(*) > 1 limit 100`,
    },
    {
      invariant: 4,
      name: 'entries_match_holds',
      // What the state of a hold says must have been booked, against what was: points, then pending.
      sql: `select 'placement ' || coalesce(h.placement_id, e.placement_id) || ': ' || coalesce(h.state, 'no hold') || ' stands for '
                   || coalesce(h.points, 0) || ' points and ' || coalesce(h.pending, 0) || ' pending, but '
                   || coalesce(e.points, 0) || ' and ' || coalesce(e.pending, 0) || ' are booked' as detail
            from (
              select placement_id, state,
                     case when state = 'COMMITTED' and awarded_at is null then -points
                          when state = 'COMMITTED' then points_to_earn - points else 0 end as points,
                     case when state = 'COMMITTED' and awarded_at is null then points_to_earn else 0 end as pending
              from point_holds
            ) h full join (
              select placement_id, sum(points) as points, sum(pending) as pending from loyalty_entries
              where placement_id is not null group by placement_id
            ) e using (placement_id)
            where coalesce(h.points, 0) <> coalesce(e.points, 0) or coalesce(h.pending, 0) <> coalesce(e.pending, 0)
               or h.placement_id is null limit 100`,
    },
    {
      invariant: 4,
      name: 'every_customer_has_an_account',
      sql: `select 'customer ' || id || ': no loyalty account' as detail from customers
            where not exists (select from loyalty_accounts where customer_id = id) limit 100`,
    },
    {
      invariant: 13,
      name: 'groups_are_there',
      sql: `select 'customer ' || c.id || ': in the group ' || code || ', which there is not' as detail
            from customers c cross join lateral unnest(c.group_codes) as g(code)
            where c.group_codes <> '{}' and not exists (select from customer_groups where customer_groups.code = g.code) limit 100`,
    },
    {
      invariant: 13,
      name: 'nothing_of_an_erased_person_is_left',
      sql: `select 'customer ' || c.id || ' was erased, and something says who they were' as detail from customers c
            where c.erased_at is not null and (c.email not like 'erased-%@erased.invalid' or num_nonnulls(c.name, c.phone, c.note, c.password_hash) > 0
               or exists (select from addresses a where a.customer_id = c.id) or exists (select from sessions s where s.customer_id = c.id)
               or exists (select from personal_data_requests r where r.customer_id = c.id and r.file is not null)
               or exists (select from audit_entries e where e.entity_type = 'Customer' and e.entity_id = c.id::text
                            and e.occurred_at < c.erased_at and jsonb_path_exists(e.changes, '$[*] ? (@.before != null || @.after != null)')))
            limit 100`,
    },
    {
      invariant: 13,
      name: 'log_is_append_only',
      sql: `select 'the log of what staff change can be changed: its trigger is gone' as detail
            where not exists (select from pg_trigger where tgname = 'audit_entries_append_only' and tgenabled in ('O', 'A'))`,
    },
    sequenceCheck('customers', 'id', events),
  ],
  notes: [
    {
      name: 'entered_by_exact_spelling',
      sql: `select 'customer ' || id || ' of ' || created_at::date || ': another account has the identity of this e-mail address, or it is none '
                   || 'by the rule of today; it is entered by its exact spelling' as detail
            from customers where email_identity is null order by created_at, id limit 100`,
    },
  ],
  readings: {
    point_holds: 'select placement_id, state, points from point_holds',
  },
};
