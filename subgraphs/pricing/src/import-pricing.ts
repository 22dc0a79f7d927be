import type { Database } from '@cartograph/kit/db';
import { upsertCoupons, upsertItems, upsertPointValues, upsertPrices, upsertTaxRates } from '#import-store';
import { tellPrices } from '#prices/tell-prices';
import type { PricingImport } from '#rules/pricing-import';
import { importFlatRates } from '#shipping/import-flat-rates';

/** Brings prices, coupons, tax, shipping and the value of points to what is given, by their keys; what is not named stays. The same import twice is one, and told twice. */
export async function importPricing(db: Database, pricing: Partial<PricingImport>): Promise<void> {
  const { items = [], prices = [], coupons = [], taxRates = [], shippingRates = [], pointValues = [] } = pricing;
  await db.transaction(async (tx) => {
    await upsertItems(tx, items);
    await upsertPrices(tx, prices);
    await upsertCoupons(tx, coupons);
    await upsertTaxRates(tx, taxRates);
    await importFlatRates(tx, shippingRates);
    await upsertPointValues(tx, pointValues);
    await tellPrices(
      tx,
      prices.map(({ sku }) => sku),
    );
  });
}
