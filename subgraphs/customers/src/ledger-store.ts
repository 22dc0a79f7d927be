import type { Queryable } from '@cartograph/kit/db';
import type { LoyaltyAccount, LoyaltyEntry } from '#loyalty';
import { posting } from '#settlement-store';

const accountColumns = 'customer_id as "customerId", available, pending, reserved, debt, lifetime';
const entryColumns = 'e.id, e.kind, e.points, e.pending, e.placement_id as "placementId", e.reason, e.occurred_at as "occurredAt"';

type EntryRow = LoyaltyEntry & Record<string, unknown>;

export async function loadAccounts(db: Queryable, customerIds: readonly string[]): Promise<LoyaltyAccount[]> {
  return db.query<LoyaltyAccount & Record<string, unknown>>({
    name: 'customers_load_accounts',
    text: `select ${accountColumns} from loyalty_accounts where customer_id = any($1::uuid[])`,
    values: [customerIds],
  });
}

export interface PlacementEntries {
  placementId: string;
  customerId: string;
  /** Oldest first. */
  entries: LoyaltyEntry[];
}

/** What placements did to their customer's points; placements of guests are missing. */
export async function loadPlacementEntries(db: Queryable, placementIds: readonly string[]): Promise<PlacementEntries[]> {
  const rows = await db.query<EntryRow & { holdId: string; customerId: string; id: string | null }>({
    name: 'customers_load_placement_entries',
    text: `select h.placement_id as "holdId", h.customer_id as "customerId", ${entryColumns}
           from point_holds h left join loyalty_entries e on e.placement_id = h.placement_id
           where h.placement_id = any($1::uuid[]) and h.customer_id is not null order by e.occurred_at, e.id`,
    values: [placementIds],
  });
  return [...Map.groupBy(rows, ({ holdId }) => holdId)].map(([placementId, found]) => ({
    placementId,
    customerId: found[0]?.customerId ?? '',
    entries: found.filter(({ id }) => id !== null),
  }));
}

/** Where a page goes on: after the entry of this time (microseconds since the epoch, as text) and id. */
export interface EntryPlace {
  micros: string;
  id: string;
}

/** Newest first. */
export async function listEntriesAfter(
  db: Queryable,
  customerId: string,
  place: EntryPlace | undefined,
  limit: number,
): Promise<(LoyaltyEntry & EntryPlace)[]> {
  return db.query<EntryRow & EntryPlace>({
    name: place ? 'customers_list_entries_after' : 'customers_list_entries',
    text: `select ${entryColumns}, (extract(epoch from e.occurred_at) * 1000000)::bigint::text as micros
           from loyalty_entries e where e.customer_id = $1
           ${place ? `and (e.occurred_at, e.id) < (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid)` : ''}
           order by e.occurred_at desc, e.id desc limit $2`,
    values: place ? [customerId, limit, place.micros, place.id] : [customerId, limit],
  });
}

export interface Grant {
  customerId: string;
  points: number;
  reason: string;
  /** Of all grants ever: the same key is given once. */
  key: string;
  at: Date | null;
}

/** Gives the keys of grants that were made now. */
export async function insertGrants(db: Queryable, grants: readonly Grant[]): Promise<string[]> {
  const rows = await db.query<{ key: string }>({
    name: 'customers_insert_grants',
    text: `with moves as (
      insert into loyalty_entries (customer_id, kind, points, pending, reason, grant_key, occurred_at)
      select "customerId", 'GRANT', points, 0, reason, key, coalesce(at, now())
      from jsonb_to_recordset($1) as t("customerId" uuid, points int, reason text, key text, at timestamptz) order by key
      on conflict (grant_key) do nothing
      returning customer_id, kind, points, pending, 0 as reserved, grant_key
    ), ${posting}
    select grant_key as key from moves`,
    values: [JSON.stringify(grants)],
  });
  return rows.map(({ key }) => key);
}
