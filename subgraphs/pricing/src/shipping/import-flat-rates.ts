import type { Queryable } from '@cartograph/kit/db';
import type { ShippingRateImport } from '#rules/pricing-import';
import { withFlatRates } from '#shipping/rules/flat-rates';
import { findShippingMethods, lockShippingMethods, writeShippingMethod } from '#shipping/shipping-method-store';

const standard = {
  code: 'standard',
  name: 'Standard delivery',
  names: [],
  active: true,
  kind: 'DELIVERY' as const,
  carrier: null,
  taxCategory: null,
  zones: [],
};

/** Into the method "standard", by country and currency; what is not named stays. */
export async function importFlatRates(tx: Queryable, rates: readonly ShippingRateImport[]): Promise<void> {
  if (rates.length === 0) return;
  await lockShippingMethods(tx);
  const { taken: before = null } = await findShippingMethods(tx, null, standard.code);
  await writeShippingMethod(tx, before, { ...standard, ...before, zones: withFlatRates(before?.zones ?? [], rates) });
}
