import type { Database } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';

/** A price as pricing tells it, from long ago and for ever unless `more` says otherwise. */
export const price = (unitMinor: number, more: { currency?: CurrencyCode; was?: number; from?: Date; to?: Date } = {}) => ({
  currency: more.currency ?? 'USD',
  unitMinor: String(unitMinor),
  compareAtMinor: more.was === undefined ? null : String(more.was),
  from: (more.from ?? new Date('2026-01-01T00:00:00.000Z')).toISOString(),
  to: more.to?.toISOString() ?? null,
});

/** All that lists look at, of every product that stands now: two shops that were told the same look the same. */
export async function kept(db: Database): Promise<unknown[]> {
  const facts = await db.query({
    text: 'select sku, prices, price_sequence, in_stock, stock_sequence, units_sold::int from sku_facts where sku > $1 order by sku',
    values: [''],
  });
  const standings = await db.query({
    text: `select s.product_id, in_stock, units_sold::int, rating, currency, min_minor::text, max_minor::text, on_sale from product_standings s
           join product_prices p on p.product_id = s.product_id and p.starts_at <= now() and p.ends_at > now() order by 1, currency`,
  });
  return [facts, standings];
}
