import type { ShippingRateImport } from '#rules/pricing-import';
import type { Zone } from '#shipping/rules/shipping-method-state';

/** Zones with these flat rates, a country each, by country and currency; what is not named stays. Everywhere else comes last. */
export function withFlatRates(zones: readonly Zone[], flat: readonly ShippingRateImport[]): Zone[] {
  const changed = new Map(zones.map((zone) => [zone.countries.join(), zone]));
  for (const { currency, country, flatMinor, freeFromMinor } of flat) {
    const key = country ?? '';
    const zone = changed.get(key) ?? {
      countries: country === null ? [] : [country],
      regions: null,
      rates: [],
      minDays: null,
      maxDays: null,
    };
    const rate = { currency, priceMinor: flatMinor, freeFromMinor, maxWeightGrams: null };
    changed.set(key, { ...zone, rates: [...zone.rates.filter((one) => one.currency !== currency), rate] });
  }
  return [...changed.values()].sort((one, other) => Number(one.countries.length === 0) - Number(other.countries.length === 0));
}
