import type { Queryable } from '@cartograph/kit/db';
import type { HoldRefusal, HoldState, PointsDecision, PointsDemand } from '#points/rules/loyalty';

export interface StoredHold {
  placementId: string;
  state: HoldState;
  refusal: HoldRefusal | null;
  available: number;
}

const stored = 'placement_id as "placementId", state, refusal, available';

type StoredHoldRow = StoredHold & Record<string, unknown>;

/** Checks customers for placements that redeem nothing: no account is locked. Gives the holds it wrote, not those that were there. */
export async function insertEmptyHolds(db: Queryable, demands: readonly PointsDemand[]): Promise<StoredHold[]> {
  return db.query<StoredHoldRow>({
    name: 'customers_insert_empty_holds',
    text: `
      insert into point_holds (placement_id, customer_id, state, refusal, available)
      select asked.id, a.customer_id, case when a.customer_id is null then 'REFUSED' else 'HELD' end,
             case when a.customer_id is null then 'UNKNOWN_CUSTOMER' end, coalesce(a.available, 0)
      from unnest($1::uuid[], $2::uuid[]) as asked(id, customer_id) left join loyalty_accounts a using (customer_id)
      order by asked.id
      on conflict (placement_id) do nothing
      returning ${stored}`,
    values: [demands.map(({ placementId }) => placementId), demands.map(({ customerId }) => customerId)],
  });
}

/**
 * Opens a hold for each placement that has none and locks the accounts concerned. Claims come first, both in key order, so that
 * batches in opposite order queue up instead of deadlocking.
 */
export async function claimHolds(tx: Queryable, demands: readonly PointsDemand[]) {
  const [row] = await tx.query<{ claimed: string[]; accounts: { customerId: string; available: number }[] }>({
    name: 'customers_claim_holds',
    text: `
      with asked as materialized (select * from unnest($1::uuid[], $2::uuid[]) as t(placement_id, customer_id)),
      claimed as (
        insert into point_holds (placement_id, customer_id, state, refusal)
        select placement_id, a.customer_id, case when a.customer_id is null then 'REFUSED' else 'HELD' end,
               case when a.customer_id is null then 'UNKNOWN_CUSTOMER' end
        from asked left join loyalty_accounts a using (customer_id) order by placement_id
        on conflict (placement_id) do nothing
        returning placement_id, customer_id
      ), locked as (
        select customer_id, available from loyalty_accounts
        where customer_id = any(array(select customer_id from claimed)) order by customer_id for no key update
      )
      select (select coalesce(array_agg(placement_id::text), '{}') from claimed) as claimed,
             (select coalesce(jsonb_agg(jsonb_build_object('customerId', customer_id, 'available', available)), '[]') from locked) as accounts`,
    values: [demands.map(({ placementId }) => placementId), demands.map(({ customerId }) => customerId)],
  });
  return {
    claimed: new Set(row?.claimed),
    available: new Map(row?.accounts.map(({ customerId, available }) => [customerId, available])),
  };
}

/** Writes what was decided on claimed holds and locked accounts. A sum that does not fit breaks a named check: never a debt. */
export async function writeDecisions(tx: Queryable, decisions: readonly PointsDecision[]): Promise<void> {
  await tx.query({
    name: 'customers_write_decisions',
    text: `
      with decided as materialized (
        select * from jsonb_to_recordset($1)
          as t("placementId" uuid, "customerId" uuid, points int, state text, refusal text, available int)
      ), written as (
        update point_holds set state = d.state, refusal = d.refusal, available = d.available,
                               points = case d.state when 'HELD' then d.points else 0 end
        from decided d where placement_id = d."placementId"
      )
      update loyalty_accounts a set available = a.available - t.points, reserved = a.reserved + t.points
      from (select "customerId", sum(points)::int as points from decided where state = 'HELD' group by "customerId") as t
      where a.customer_id = t."customerId"`,
    values: [JSON.stringify(decisions)],
  });
}

export async function loadHolds(db: Queryable, placementIds: readonly string[]): Promise<StoredHold[]> {
  return db.query<StoredHoldRow>({
    name: 'customers_load_holds',
    text: `select ${stored} from point_holds where placement_id = any($1::uuid[])`,
    values: [placementIds],
  });
}

/** Marks placements that were never heard of, so that a hold which comes late is refused. Gives those it marked. */
export async function insertTombstones(db: Queryable, placementIds: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ placementId: string }>({
    name: 'customers_insert_tombstones',
    text: `insert into point_holds (placement_id, state, settled_at)
           select id, 'RELEASED', now() from unnest($1::uuid[]) as asked(id) order by id
           on conflict (placement_id) do nothing
           returning placement_id as "placementId"`,
    values: [placementIds],
  });
  return rows.map(({ placementId }) => placementId);
}
