import type { Queryable } from '@cartograph/kit/db';
import type { HoldState } from '#points/rules/loyalty';

export interface SettledHold {
  placementId: string;
  state: HoldState;
}

type SettledRow = SettledHold & Record<string, unknown>;

/** Locks holds in key order; `$1` are placement ids. Later parts of the statement work on what this found. */
const lockedHolds = `
  locked as materialized (
    select placement_id, customer_id, state, points, points_to_earn, awarded_at
    from point_holds where placement_id = any($1::uuid[]) order by placement_id for no key update
  )`;

/** This row's sum of `column`, looked up in plain arrays: see `posting`. */
const sumOf = (column: string): string =>
  `coalesce((array(select ${column} from sums order by customer_id))
    [array_position(array(select customer_id from sums order by customer_id), a.customer_id)], 0)`;

/**
 * Books `moves` (customer_id, placement_id, kind, points, pending, reserved, at; no kind: no entry) on accounts, locked in key order. What
 * becomes free pays off debts first, and what is missing becomes a debt.
 * The update joins nothing, because a row that somebody else has just changed is looked at anew, and a join then may lose it; the
 * arrays are computed once and stay.
 */
export const posting = `
  sums as materialized (
    select customer_id, sum(points)::int as points, sum(pending)::int as pending, sum(reserved)::int as reserved,
           coalesce(sum(points) filter (where kind in ('GRANT', 'ACCRUAL_CONFIRMED', 'CLAWBACK')), 0)::int as lifetime
    from moves group by customer_id
  ), owners as materialized (
    select customer_id from loyalty_accounts where customer_id = any(array(select customer_id from sums))
    order by customer_id for no key update
  ), posted as (
    update loyalty_accounts a set
      available = greatest(a.available - a.debt + ${sumOf('points')} - ${sumOf('reserved')}, 0),
      debt = greatest(a.debt - a.available - ${sumOf('points')} + ${sumOf('reserved')}, 0),
      pending = a.pending + ${sumOf('pending')},
      reserved = a.reserved + ${sumOf('reserved')},
      lifetime = a.lifetime + ${sumOf('lifetime')}
    where a.customer_id = any(array(select customer_id from owners))
  )`;

const entries = `
  entries as (
    insert into loyalty_entries (customer_id, placement_id, kind, points, pending, occurred_at)
    select customer_id, placement_id, kind, points, pending, at from moves where kind is not null order by placement_id
  )`;

/** Sets `changes` on the locked holds that meet `condition`, and gives every known hold with its state after that. */
const settled = (condition: string, changes: string, to: HoldState): string => `
  changed as (
    update point_holds set ${changes} where placement_id = any(array(select placement_id from locked where ${condition}))
  )
  select placement_id as "placementId", case when ${condition} then '${to}' else state end as state from locked`;

/** What was given for a hold's placement in one of the arrays beside `$1`. */
const given = (parameter: string): string => `(${parameter})[array_position($1::uuid[], placement_id)]`;

/** HELD becomes COMMITTED: held points are redeemed, earned ones pending. `at` is when, or null for now. */
export async function commitHolds(
  db: Queryable,
  commands: readonly { placementId: string; pointsToEarn: number; at: Date | null }[],
): Promise<SettledHold[]> {
  const earned = given('$2::int[]');
  const at = `coalesce(${given('$3::timestamptz[]')}, now())`;
  return db.query<SettledRow>({
    name: 'customers_commit_holds',
    text: `with ${lockedHolds}, held as materialized (
      select placement_id, customer_id, points, ${earned} as earned, ${at} as at from locked where state = 'HELD'
    ), moves as materialized (
      select customer_id, placement_id, 'REDEMPTION' as kind, -points as points, 0 as pending, -points as reserved, at from held where points > 0
      union all
      select customer_id, placement_id, 'ACCRUAL_PENDING', 0, earned, 0, at from held where earned > 0
    ), ${entries}, ${posting},
    ${settled(`state = 'HELD'`, `state = 'COMMITTED', points_to_earn = ${earned}, settled_at = ${at}`, 'COMMITTED')}`,
    values: [
      commands.map(({ placementId }) => placementId),
      commands.map(({ pointsToEarn }) => pointsToEarn),
      commands.map(({ at: when }) => when),
    ],
  });
}

/** HELD becomes RELEASED, and what was held is free again. */
export async function releaseHolds(db: Queryable, placementIds: readonly string[]): Promise<SettledHold[]> {
  return db.query<SettledRow>({
    name: 'customers_release_holds',
    text: `with ${lockedHolds}, moves as materialized (
      select customer_id, placement_id, null::text as kind, 0 as points, 0 as pending, -points as reserved from locked
      where state = 'HELD' and points > 0
    ), ${posting},
    ${settled(`state = 'HELD'`, `state = 'RELEASED', settled_at = now()`, 'RELEASED')}`,
    values: [placementIds],
  });
}

/** COMMITTED becomes REVERSED: redeemed points return; pending ones are cancelled, confirmed ones taken back. */
export async function reverseHolds(db: Queryable, placementIds: readonly string[]): Promise<SettledHold[]> {
  return db.query<SettledRow>({
    name: 'customers_reverse_holds',
    text: `with ${lockedHolds}, owed as materialized (
      select *, now() as at from locked where state = 'COMMITTED'
    ), moves as materialized (
      select customer_id, placement_id, 'REDEMPTION_RETURNED' as kind, points, 0 as pending, 0 as reserved, at from owed where points > 0
      union all
      select customer_id, placement_id, 'ACCRUAL_CANCELLED', 0, -points_to_earn, 0, at from owed
      where points_to_earn > 0 and awarded_at is null
      union all
      select customer_id, placement_id, 'CLAWBACK', -points_to_earn, 0, 0, at from owed
      where points_to_earn > 0 and awarded_at is not null
    ), ${entries}, ${posting},
    ${settled(`state = 'COMMITTED'`, `state = 'REVERSED', settled_at = now()`, 'REVERSED')}`,
    values: [placementIds],
  });
}

/** Pending points of COMMITTED holds become spendable, once. */
export async function awardHolds(db: Queryable, commands: readonly { placementId: string; at: Date | null }[]): Promise<SettledHold[]> {
  const at = `coalesce(${given('$2::timestamptz[]')}, now())`;
  const open = `state = 'COMMITTED' and awarded_at is null`;
  return db.query<SettledRow>({
    name: 'customers_award_holds',
    text: `with ${lockedHolds}, moves as materialized (
      select customer_id, placement_id, 'ACCRUAL_CONFIRMED' as kind, points_to_earn as points, -points_to_earn as pending, 0 as reserved,
             ${at} as at
      from locked where ${open} and points_to_earn > 0
    ), ${entries}, ${posting},
    ${settled(open, `awarded_at = ${at}`, 'COMMITTED')}`,
    values: [commands.map(({ placementId }) => placementId), commands.map(({ at: when }) => when)],
  });
}
