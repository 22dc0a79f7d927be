import type { Queryable } from '@cartograph/kit/db';
import type { PolicyState } from '#rules/policy';

export interface StoredPolicy extends Omit<PolicyState, 'lowStockThreshold'> {
  readonly version: number;
  readonly backordered: number;
}

/** Of a SKU whose levels are locked. */
export async function findPolicy(tx: Queryable, sku: string): Promise<StoredPolicy | undefined> {
  const [row] = await tx.query<StoredPolicy & Record<string, unknown>>({
    name: 'inventory_find_policy',
    text: `select version, backordered, buffer, max_per_order as "maxPerOrder", backorder, backorder_limit as "backorderLimit",
                  expected_at as "expectedAt" from stock_policies where sku = $1`,
    values: [sku],
  });
  return row;
}

/**
 * Writes terms on locked levels, one version further. The threshold of a SKU is the sum of its levels': the first has all of it, so that an
 * order, which reads levels, needs to read nothing more.
 */
export async function upsertPolicy(tx: Queryable, sku: string, version: number, state: PolicyState): Promise<boolean> {
  const rows = await tx.query({
    name: 'inventory_upsert_policy',
    text: `
      with thresholds as (
        update levels l set low_stock_threshold = case when l.location_id = home.id then $8::int else 0 end
        from (select p.id from levels n join locations p on p.id = n.location_id where n.sku = $1
              order by p.active desc, p.priority, p.id limit 1) as home
        where l.sku = $1
      )
      insert into stock_policies (sku, version, buffer, max_per_order, backorder, backorder_limit, expected_at)
      values ($1, $2::int + 1, $3, $4, $5, $6, $7)
      on conflict (sku) do update set version = excluded.version, buffer = excluded.buffer, max_per_order = excluded.max_per_order,
        backorder = excluded.backorder, backorder_limit = excluded.backorder_limit, expected_at = excluded.expected_at
      where stock_policies.version = $2
      returning sku`,
    values: [
      sku,
      version,
      state.buffer,
      state.maxPerOrder,
      state.backorder,
      state.backorderLimit,
      state.expectedAt,
      state.lowStockThreshold,
    ],
  });
  return rows.length === 1;
}
