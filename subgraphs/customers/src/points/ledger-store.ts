import type { Queryable } from '@cartograph/kit/db';
import type { LoyaltyAccount, LoyaltyEntry } from '#points/rules/loyalty';
import { posting } from '#points/settlement-store';

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

/** An entry on a page, with its place there. */
export type PlacedEntry = LoyaltyEntry & EntryPlace;

/** A page of each customer's entries: newest first, or backwards, from a place on. */
export interface EntryRange {
  readonly limit: number;
  readonly backward: boolean;
  readonly place: EntryPlace | undefined;
}

/** The same page of many customers' entries in one statement, in the order of `customerIds`; each in the direction of the page. */
export async function loadEntryPages(
  db: Queryable,
  customerIds: readonly string[],
  { limit, backward, place }: EntryRange,
): Promise<PlacedEntry[][]> {
  const [beyond, direction] = backward ? ['>', 'asc'] : ['<', 'desc'];
  const rows = await db.query<EntryRow & EntryPlace & { customerId: string }>({
    name: `customers_load_entry_pages_${direction}${place ? '_after' : ''}`,
    text: `select ${entryColumns}, customer.id as "customerId", (extract(epoch from e.occurred_at) * 1000000)::bigint::text as micros
           from unnest($1::uuid[]) as customer (id) cross join lateral (
             select * from loyalty_entries own where own.customer_id = customer.id
             ${place ? `and (own.occurred_at, own.id) ${beyond} (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid)` : ''}
             order by own.occurred_at ${direction}, own.id ${direction} limit $2) e
           order by e.occurred_at ${direction}, e.id ${direction}`,
    values: place ? [customerIds, limit, place.micros, place.id] : [customerIds, limit],
  });
  const byCustomer = Map.groupBy(rows, ({ customerId }) => customerId);
  return customerIds.map((id) => byCustomer.get(id) ?? []);
}

/** How many entries each customer has, in the order of `customerIds`. */
export async function countEntries(db: Queryable, customerIds: readonly string[]): Promise<number[]> {
  const rows = await db.query<{ id: string; total: number }>({
    name: 'customers_count_entries',
    text: `select customer_id as id, count(*)::int as total from loyalty_entries where customer_id = any($1::uuid[]) group by customer_id`,
    values: [customerIds],
  });
  const totals = new Map(rows.map(({ id, total }) => [id, total]));
  return customerIds.map((id) => totals.get(id.toLowerCase()) ?? 0);
}

/** What was given by a key, and to whom. */
export async function findGrant(db: Queryable, key: string): Promise<(LoyaltyEntry & { customerId: string }) | undefined> {
  const [row] = await db.query<EntryRow & { customerId: string }>({
    name: 'customers_find_grant',
    text: `select ${entryColumns}, e.customer_id as "customerId" from loyalty_entries e where e.grant_key = $1`,
    values: [key],
  });
  return row;
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
