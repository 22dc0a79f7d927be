import type { Queryable } from '@cartograph/kit/db';
import { valid } from '#price-store';
import type { EarlierRules } from '#rules/earlier-taxes';
import type { FrozenQuote } from '#rules/frozen-quote';
import type { TaxRate } from '#rules/tax';

interface Row extends Record<string, unknown> {
  tax_rates: TaxRate[];
  tax_categories: Record<string, string>;
}

/** The rates of countries, and what the goods of quotes are taxed as. */
export async function loadEarlierRules(db: Queryable, countries: readonly string[], quotes: readonly FrozenQuote[]): Promise<EarlierRules> {
  const [row] = await db.query<Row>({
    name: 'pricing_earlier_rules',
    text: `select
      (select coalesce(json_agg(json_build_object('country', country, 'region', region, 'taxCategory', tax_category, 'ratePpm', rate_ppm,
        'included', included, 'rounding', rounding, 'roundedPer', rounded_per, 'appliesToShipping', applies_to_shipping)), '[]')
        from tax_rates t where country = any($1::bpchar[]) and ${valid('t')}) as tax_rates,
      (select coalesce(json_object_agg(sku, tax_category), '{}') from items where sku = any($2::text[])) as tax_categories`,
    values: [[...new Set(countries)], [...new Set(quotes.flatMap(({ lines }) => lines.map(({ sku }) => sku)))]],
  });
  return { taxRates: row?.tax_rates ?? [], taxCategories: new Map(Object.entries(row?.tax_categories ?? {})) };
}
