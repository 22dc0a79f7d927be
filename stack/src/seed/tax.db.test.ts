import { readFileSync } from 'node:fs';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { taxRates } from './tax.ts';

const migration = readFileSync(new URL('../../../drizzle/pricing/0003_rates_by_their_law.sql', import.meta.url), 'utf8');

/** What the demo had before rates knew their law. */
const earlier = taxRates.filter(
  ({ country, taxCategory }) => ['US', 'DE', 'FR', 'GB', 'JP'].includes(country) && taxCategory !== 'shipping',
);

test('rates of a shop from before learn the law that a new demo has, the delivery of Japan with them', async () => {
  const db = await freshDatabase('pricing');
  await db.query({
    text: `insert into tax_rates (country, region, tax_category, rate_ppm, included)
      select country, coalesce(region, ''), "taxCategory", "ratePpm", included
      from jsonb_to_recordset($1) as t(country text, region text, "taxCategory" text, "ratePpm" int, included boolean)`,
    values: [JSON.stringify([...earlier, { country: 'SE', region: null, taxCategory: 'standard', ratePpm: 250_000, included: true }])],
  });
  for (const text of migration.split('--> statement-breakpoint')) await db.query({ text });
  const learned = await db.query({
    text: `select country, nullif(region, '') as region, tax_category as "taxCategory", rate_ppm as "ratePpm", included, rounding,
      rounded_per as "roundedPer", applies_to_shipping as "appliesToShipping", source from tax_rates where country <> 'SE'
      order by country, region, tax_category`,
  });
  const byPlace = (a: { country: string; region: string | null; taxCategory: string }) =>
    `${a.country} ${a.region ?? '~'} ${a.taxCategory}`;
  const wanted = taxRates.filter(({ country }) => ['US', 'DE', 'FR', 'GB', 'JP'].includes(country));
  const sorted = wanted.toSorted((a, b) => (byPlace(a) < byPlace(b) ? -1 : 1));
  expect(learned).toEqual(sorted.map((rate) => ({ ...rate })));
  const [sweden] = await db.query({ text: `select rounded_per, applies_to_shipping from tax_rates where country = 'SE'` });
  expect(sweden).toEqual({ rounded_per: 'RATE', applies_to_shipping: true });
});

test('every rate of the demo says where its law is written, and fifteen countries tax', () => {
  expect(taxRates.filter(({ source }) => source.length < 20)).toEqual([]);
  expect(new Set(taxRates.map(({ country }) => country)).size).toBe(15);
});
