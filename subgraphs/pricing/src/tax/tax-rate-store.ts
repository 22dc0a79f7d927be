import type { Queryable } from '@cartograph/kit/db';
import type { TaxRoundedPer, TaxRounding } from '#rules/tax';
import type { TaxRateRow, TaxRateState } from '#tax/rules/tax-rate-state';

interface RateRow extends Record<string, unknown> {
  id: string;
  version: number;
  tax_category: string;
  country: string;
  region: string;
  rate_ppm: number;
  included: boolean;
  applies_to_shipping: boolean;
  rounding: TaxRounding;
  rounded_per: TaxRoundedPer;
  valid_from: Date;
  valid_to: Date | null;
  source: string;
}

const state = 'tax_category, country, region, rate_ppm, included, applies_to_shipping, rounding, rounded_per, valid_from, valid_to, source';
const columns = `id, version, ${state}`;

const rateOf = (row: RateRow): TaxRateRow => ({
  id: row.id,
  version: row.version,
  taxCategory: row.tax_category,
  country: row.country,
  region: row.region,
  ratePpm: row.rate_ppm,
  included: row.included,
  appliesToShipping: row.applies_to_shipping,
  rounding: row.rounding,
  roundedPer: row.rounded_per,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  source: row.source,
});

const valuesOf = (rate: TaxRateState): unknown[] => [
  rate.taxCategory,
  rate.country,
  rate.region,
  rate.ratePpm,
  rate.included,
  rate.appliesToShipping,
  rate.rounding,
  rate.roundedPer,
  rate.validFrom,
  rate.validTo,
  rate.source,
];

/** One who writes rates at a time; quotes read on. */
export async function lockTaxRates(tx: Queryable): Promise<void> {
  await tx.query({ text: 'lock table tax_rates in share row exclusive mode' });
}

export interface TaxRateFacts {
  readonly now: Date;
  readonly rates: number;
  readonly before: TaxRateRow | undefined;
  /** Another one of the same place and category, valid at the same time. */
  readonly overlapping: string | null;
}

export async function findTaxRateFacts(tx: Queryable, id: string | null, wanted: TaxRateState): Promise<TaxRateFacts> {
  const [facts] = await tx.query<{ now: Date; rates: number; overlapping: string | null }>({
    name: 'pricing_tax_rate_facts',
    text: `select now() as now, (select count(*)::int from tax_rates) as rates, (select t.id from tax_rates t
      where t.country = $1 and t.region = $2 and t.tax_category = $3 and t.id is distinct from $4::uuid
        and tstzrange(t.valid_from, t.valid_to) && tstzrange($5, $6) order by t.valid_from limit 1) as overlapping`,
    values: [wanted.country, wanted.region, wanted.taxCategory, id, wanted.validFrom, wanted.validTo],
  });
  const [before] = await tx.query<RateRow>({
    name: 'pricing_tax_rate',
    text: `select ${columns} from tax_rates where id = $1`,
    values: [id],
  });
  if (!facts) throw new Error('no row from a select without a from');
  return { ...facts, before: before && rateOf(before) };
}

export async function insertTaxRate(tx: Queryable, rate: TaxRateState): Promise<TaxRateRow> {
  const [row] = await tx.query<RateRow>({
    name: 'pricing_insert_tax_rate',
    text: `insert into tax_rates (${state}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${columns}`,
    values: valuesOf(rate),
  });
  if (!row) throw new Error('no row from an insert');
  return rateOf(row);
}

/** The table is locked, and the version the one that was read. */
export async function updateTaxRate(tx: Queryable, { id, version }: TaxRateRow, rate: TaxRateState): Promise<TaxRateRow> {
  const [row] = await tx.query<RateRow>({
    name: 'pricing_update_tax_rate',
    text: `update tax_rates set (${state}, version) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, version + 1)
      where id = $12 and version = $13 returning ${columns}`,
    values: [...valuesOf(rate), id, version],
  });
  if (!row) throw new Error(`tax rate ${id} was changed beside the lock`);
  return rateOf(row);
}

/** Categories that rates name. */
export async function loadTaxCategories(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ tax_category: string }>({
    name: 'pricing_tax_categories',
    text: 'select distinct tax_category from tax_rates order by 1 limit 100',
  });
  return rows.map(({ tax_category }) => tax_category);
}

/** By country, region, category and time: the key of the place in the list. */
export type TaxRatePlace = readonly [country: string, region: string, taxCategory: string, validFrom: string, id: string];

export interface TaxRatesWanted {
  readonly country: string | null;
  /** Null: whenever. */
  readonly at: Date | null;
  readonly limit: number;
  readonly backward: boolean;
  readonly after: TaxRatePlace | undefined;
}

const key = '(country, region, tax_category, valid_from, id)';

export async function listTaxRateRows(
  db: Queryable,
  { country, at, limit, backward, after }: TaxRatesWanted,
): Promise<{ rows: TaxRateRow[]; total: number }> {
  const direction = backward ? 'desc' : 'asc';
  const wanted =
    '($1::text is null or country = $1) and ($2::timestamptz is null or valid_from <= $2 and (valid_to is null or valid_to > $2))';
  const rows = await db.query<RateRow>({
    name: `pricing_tax_rates_${direction}`,
    text: `select ${columns} from tax_rates where ${wanted}
        and ($3::text is null or ${key} ${backward ? '<' : '>'} ($3, $4, $5, $6::timestamptz, $7::uuid))
      order by country ${direction}, region ${direction}, tax_category ${direction}, valid_from ${direction}, id ${direction} limit $8`,
    values: [country, at, ...(after ?? [null, null, null, null, null]), limit],
  });
  const [counted] = await db.query<{ total: number }>({
    name: 'pricing_tax_rates_counted',
    text: `select count(*)::int as total from tax_rates where ${wanted}`,
    values: [country, at],
  });
  return { rows: rows.map(rateOf), total: counted?.total ?? 0 };
}
