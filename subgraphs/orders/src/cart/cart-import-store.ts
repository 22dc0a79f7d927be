import type { Queryable } from '@cartograph/kit/db';
import type { ImportCart } from '#cart/rules/imported-cart';

/** Open carts with their lines; one that is there already is left as it is. */
export async function insertImportedCarts(db: Queryable, carts: readonly ImportCart[]): Promise<void> {
  await db.query({
    name: 'carts_import',
    text: `with given as (
             select * from jsonb_to_recordset($1) as c(id uuid, currency text, "customerId" uuid, "updatedAt" timestamptz, lines jsonb)
           ), opened as (
             insert into carts (id, currency, customer_id, created_at, updated_at)
             select id, currency, "customerId", "updatedAt", "updatedAt" from given on conflict do nothing returning id
           )
           insert into cart_lines (cart_id, sku, title, quantity)
           select g.id, l.sku, l.title, l.quantity from given g
           cross join lateral jsonb_to_recordset(g.lines) as l(sku text, title text, quantity int)
           where g.id in (select id from opened)`,
    values: [JSON.stringify(carts)],
  });
}
