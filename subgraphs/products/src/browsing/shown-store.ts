import type { Queryable } from '@cartograph/kit/db';
import { type CurrencyCode, money } from '@cartograph/kit/money';
import type { PriceRange } from '#browsing/rules/price-range';

/** A currency and the id of a product: `EUR:0198..`. */
export type PriceKey = `${CurrencyCode}:${string}`;

/** What these products cost now, by key; those without a price are missing. */
export async function loadPriceRanges(db: Queryable, keys: readonly PriceKey[]): Promise<ReadonlyMap<string, PriceRange>> {
  const asked = keys.map((key) => ({ currency: key.slice(0, 3), id: key.slice(4) }));
  const rows = await db.query<{ product_id: string; currency: CurrencyCode; min_minor: bigint; max_minor: bigint; on_sale: boolean }>({
    name: 'browsing_price_ranges',
    text: `select pr.product_id, pr.currency, pr.min_minor, pr.max_minor, pr.on_sale
           from unnest($1::uuid[], $2::text[]) as a(id, currency) join product_prices pr on pr.product_id = a.id and pr.currency = a.currency
           where pr.starts_at <= now() and pr.ends_at > now() and pr.min_minor is not null`,
    values: [asked.map(({ id }) => id), asked.map(({ currency }) => currency)],
  });
  return new Map(
    rows.map(({ product_id, currency, min_minor, max_minor, on_sale }) => [
      `${currency}:${product_id}`,
      { min: money(min_minor, currency), max: money(max_minor, currency), onSale: on_sale },
    ]),
  );
}

/** Those of these products of which there is some. */
export async function loadInStock(db: Queryable, productIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ product_id: string }>({
    name: 'browsing_in_stock',
    text: 'select product_id from product_standings where product_id = any($1::uuid[]) and in_stock',
    values: [productIds],
  });
  return new Set(rows.map(({ product_id }) => product_id));
}
