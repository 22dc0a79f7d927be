import type { Queryable } from '@cartograph/kit/db';

/** What is told of a SKU, and the how manieth time it is told. */
export interface ToldAvailability {
  readonly sku: string;
  readonly inStock: boolean;
  readonly sequence: number;
}

/** Whether a new order may take some from the shelves: as `sellableOf` says, of the levels `l` and the terms `t` of one SKU. */
const inStock = 'coalesce(sum(l.on_hand - l.reserved) - coalesce(max(t.buffer + t.backordered), 0) > 0, false)';

/** Who tells of a SKU has its row, and so reads the stock after whoever told of it before. */
export async function lockTold(tx: Queryable, skus: readonly string[]): Promise<void> {
  await tx.query({
    name: 'inventory_lock_told',
    text: `insert into told_availability (sku) select distinct sku from unnest($1::text[]) as s(sku) order by sku
           on conflict (sku) do update set sku = excluded.sku`,
    values: [skus],
  });
}

/** Of SKUs that are locked, those of which something else is true than was told, counted. */
export async function countChanged(tx: Queryable, skus: readonly string[]): Promise<ToldAvailability[]> {
  return tx.query<ToldAvailability & Record<string, unknown>>({
    name: 'inventory_count_availability',
    text: `with now as (
             select s.sku, ${inStock} as in_stock
             from unnest($1::text[]) as s(sku) left join levels l on l.sku = s.sku left join stock_policies t on t.sku = s.sku group by s.sku)
           update told_availability told set in_stock = now.in_stock, sequence = told.sequence + 1 from now
           where told.sku = now.sku and (told.in_stock <> now.in_stock or told.sequence = 0)
           returning told.sku, told.in_stock as "inStock", told.sequence`,
    values: [skus],
  });
}

/** The next SKUs that are stocked, in their order: those of which something else is true than was told, and the last that was looked at. */
export async function findUntold(db: Queryable, after: string, limit: number): Promise<{ skus: string[]; last: string | null }> {
  const [row] = await db.query<{ skus: string[]; last: string | null }>({
    name: 'inventory_find_untold',
    text: `with page as materialized (
             select l.sku, ${inStock} as in_stock from levels l left join stock_policies t on t.sku = l.sku
             where l.sku > $1 group by l.sku order by l.sku limit $2::int)
           select coalesce(array_agg(p.sku) filter (where told.sku is null or told.sequence = 0 or told.in_stock <> p.in_stock), '{}') as skus,
                  case when count(*) = $2::int then max(p.sku) end as last
           from page p left join told_availability told on told.sku = p.sku`,
    values: [after, limit],
  });
  return row ?? { skus: [], last: null };
}

/** What was told last, a page by SKU. */
export async function loadTold(db: Queryable, after: string, limit: number): Promise<ToldAvailability[]> {
  return db.query<ToldAvailability & Record<string, unknown>>({
    name: 'inventory_load_told',
    text: `select sku, in_stock as "inStock", sequence from told_availability where sku > $1 and sequence > 0 order by sku limit $2::int`,
    values: [after, limit],
  });
}
