import type { Queryable, Transaction } from '@cartograph/kit/db';
import type { Decision, Shortage } from '#rules/reservation';
import type { HoldState, Level } from '#rules/stock';
import type { Terms } from '#rules/terms';
import { levelJson, termsJson } from '#stock-store';

export interface Hold {
  placementId: string;
  state: HoldState;
}

export interface StoredHold extends Hold {
  shortages: Shortage[] | null;
}

/**
 * Opens a hold for each placement that has none (held for 15 min of database time) and locks every level of `skus`. Claims come
 * first, both in key order, so that batches in opposite order queue up instead of deadlocking. Nothing claimed: nothing locked. Terms are
 * locked after the levels, as everywhere, so that they are read as they stand after the wait.
 */
export async function claimHolds(tx: Queryable, placementIds: readonly string[], skus: readonly string[]) {
  const [row] = await tx.query<{ claimed: string[]; levels: Level[]; terms: Terms[] }>({
    name: 'inventory_claim_holds',
    text: `
      with claimed as (
        insert into holds (placement_id, state, expires_at)
        select id, 'HELD', now() + interval '15 minutes' from unnest($1::uuid[]) as asked(id) order by id
        on conflict (placement_id) do nothing
        returning placement_id
      ), locked as (
        select l.sku, l.location_id, l.on_hand, l.reserved, l.low_stock_threshold, p.priority
        from levels l join locations p on p.id = l.location_id
        where (select count(*) from claimed) > 0 and l.sku = any($2::text[])
        order by l.sku, l.location_id
        for no key update of l
      ), terms as (
        select * from stock_policies where (select count(*) from locked) > 0 and sku = any($2::text[]) order by sku for no key update
      )
      select (select coalesce(array_agg(placement_id::text), '{}') from claimed) as claimed,
             (select coalesce(json_agg(${levelJson}), '[]') from locked l) as levels,
             (select coalesce(json_agg(${termsJson}), '[]') from terms t) as terms`,
    values: [placementIds, skus],
  });
  return { claimed: new Set(row?.claimed), levels: row?.levels ?? [], terms: row?.terms ?? [] };
}

/** What was sold and is not there: in the order of the decisions, on locked terms, which refuse to go beyond their limit. */
export async function insertBackorders(tx: Queryable, decisions: readonly Decision[]): Promise<void> {
  const waiting = decisions.flatMap((decision) =>
    decision.kind === 'held' ? decision.waiting.map((line) => ({ placementId: decision.placementId, ...line })) : [],
  );
  if (waiting.length === 0) return;
  await tx.query({
    name: 'inventory_insert_backorders',
    text: `
      with waiting as (
        select * from jsonb_to_recordset($1) as w(number int, "placementId" uuid, sku text, quantity int)
      ), queue as (
        insert into backorders (placement_id, sku, quantity, waiting)
        select "placementId", sku, quantity, quantity from waiting order by number
      )
      update stock_policies set backordered = backordered + sold.quantity
      from (select sku, sum(quantity)::int as quantity from waiting group by sku) as sold where stock_policies.sku = sold.sku`,
    values: [JSON.stringify(waiting.map((line, number) => ({ number, ...line })))],
  });
}

/** Writes, with the commit, what was decided on claimed holds and locked levels: lines and reserved for the held, shortages for the refused. */
export function writeDecisions(tx: Transaction, decisions: readonly Decision[]): void {
  const picks = decisions.flatMap((decision) =>
    decision.kind === 'held' ? decision.picks.map((pick) => ({ placementId: decision.placementId, ...pick })) : [],
  );
  const refused = decisions.filter((decision) => decision.kind === 'refused');
  tx.last({
    name: 'inventory_write_decisions',
    text: `
      with picks as (
        select * from jsonb_to_recordset($1) as t("placementId" uuid, sku text, "locationId" text, quantity int)
      ), lines as (
        insert into hold_lines (placement_id, sku, location_id, quantity)
        select "placementId", sku, "locationId", quantity from picks
      ), refused as (
        update holds set state = 'REFUSED', expires_at = null, settled_at = now(), shortages = r.shortages
        from jsonb_to_recordset($2) as r("placementId" uuid, shortages jsonb)
        where holds.placement_id = r."placementId"
      )
      update levels set reserved = reserved + taken.quantity
      from (select sku, "locationId", sum(quantity)::int as quantity from picks group by sku, "locationId") as taken
      where levels.sku = taken.sku and levels.location_id = taken."locationId"`,
    values: [JSON.stringify(picks), JSON.stringify(refused)],
  });
}

export async function loadHolds(db: Queryable, placementIds: readonly string[]): Promise<StoredHold[]> {
  return db.query<StoredHold & Record<string, unknown>>({
    name: 'inventory_load_holds',
    text: 'select placement_id as "placementId", state, shortages from holds where placement_id = any($1::uuid[])',
    values: [placementIds],
  });
}

/** HELD becomes COMMITTED; gives every known hold with its state after that. Locked in key order, in one statement. */
export async function commitHolds(db: Queryable, placementIds: readonly string[]): Promise<Hold[]> {
  return db.query<Hold & Record<string, unknown>>({
    name: 'inventory_commit_holds',
    text: `
      with locked as (
        select placement_id, state from holds where placement_id = any($1::uuid[]) order by placement_id for no key update
      ), committed as (
        update holds set state = 'COMMITTED', expires_at = null, settled_at = now()
        where placement_id = any(array(select placement_id from locked where state = 'HELD'))
      )
      select placement_id as "placementId", case state when 'HELD' then 'COMMITTED' else state end as state from locked`,
    values: [placementIds],
  });
}

/**
 * Takes up to 100 overdue holds for asking orders about them. Each is put off by 30 s at once: that is its grace when orders does
 * not answer, and keeps other sweeps (SKIP LOCKED) off it meanwhile.
 */
export async function takeOverdueHolds(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ placementId: string }>({
    name: 'inventory_take_overdue_holds',
    text: `
      update holds set expires_at = now() + interval '30 seconds'
      where placement_id = any(array(
        select placement_id from holds where state = 'HELD' and expires_at < now()
        order by expires_at limit 100 for no key update skip locked))
      returning placement_id as "placementId"`,
  });
  return rows.map(({ placementId }) => placementId);
}

/** Another 15 min of database time for those still HELD. */
export async function extendHolds(db: Queryable, placementIds: readonly string[]): Promise<void> {
  await db.query({
    name: 'inventory_extend_holds',
    text: `update holds set expires_at = now() + interval '15 minutes' where placement_id = any($1::uuid[]) and state = 'HELD'`,
    values: [placementIds],
  });
}
