import type { Queryable } from '@cartograph/kit/db';

export interface ImportedLocation {
  id: string;
  name: string;
  /** Lower is picked from first. */
  priority: number;
}

export interface ImportedLevel {
  sku: string;
  locationId: string;
  onHand: number;
  lowStockThreshold: number;
}

export async function upsertLocations(tx: Queryable, locations: readonly ImportedLocation[]): Promise<void> {
  await tx.query({
    text: `insert into locations (id, code, name, priority)
           select id, id, name, priority from jsonb_to_recordset($1) as t(id text, name text, priority int)
           on conflict (id) do update set name = excluded.name, priority = excluded.priority`,
    values: [JSON.stringify(locations)],
  });
}

export interface ImportedTerms {
  sku: string;
  backorder: 'BACKORDER' | 'PREORDER' | null;
  backorderLimit: number | null;
  expectedAt: Date | null;
  maxPerOrder: number | null;
  buffer: number;
}

/** Of SKUs that have a level; terms that staff have set since are left alone. */
export async function insertTerms(tx: Queryable, terms: readonly ImportedTerms[]): Promise<void> {
  await tx.query({
    text: `insert into stock_policies (sku, version, backorder, backorder_limit, expected_at, max_per_order, buffer)
           select sku, 1, backorder, "backorderLimit", "expectedAt", "maxPerOrder", buffer
           from jsonb_to_recordset($1) as t(sku text, backorder text, "backorderLimit" int, "expectedAt" timestamptz, "maxPerOrder" int, buffer int)
           on conflict (sku) do nothing`,
    values: [JSON.stringify(terms)],
  });
}

/** Gives the SKU of each level that is new; those with anything on hand get their first movement. */
export async function insertLevels(tx: Queryable, levels: readonly ImportedLevel[], at?: Date): Promise<string[]> {
  const rows = await tx.query<{ sku: string }>({
    name: 'inventory_insert_levels',
    text: `
      with opened as (
        insert into levels (sku, location_id, on_hand, low_stock_threshold)
        select sku, "locationId", "onHand", "lowStockThreshold"
        from jsonb_to_recordset($1) as t(sku text, "locationId" text, "onHand" int, "lowStockThreshold" int)
        order by sku, "locationId"
        on conflict (sku, location_id) do nothing
        returning sku, location_id, on_hand
      ), ledger as (
        insert into movements (sku, location_id, kind, delta, on_hand_after, occurred_at)
        select sku, location_id, 'RECEIPT', on_hand, on_hand, coalesce($2::timestamptz, now()) from opened where on_hand > 0
      )
      select sku from opened`,
    values: [JSON.stringify(levels), at ?? null],
  });
  return rows.map(({ sku }) => sku);
}
