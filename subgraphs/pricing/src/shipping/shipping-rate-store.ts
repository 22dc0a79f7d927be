import type { ShippingRate } from '#rules/shipping';

export type ShippingRateJson = Omit<ShippingRate, 'priceMinor' | 'freeFromMinor'> & { priceMinor: string; freeFromMinor: string | null };

/** What methods in use cost in currencies ($2), to countries ($3) and everywhere: part of the one statement of a quote and of a freeze. */
export const shippingRatesJson = `(select coalesce(json_agg(json_build_object('id', m.id, 'code', m.code, 'name', m.name, 'names', m.names,
      'kind', m.kind, 'carrier', m.carrier, 'taxCategory', m.tax_category, 'countries', z.countries, 'regions', z.regions,
      'minDays', z.min_days, 'maxDays', z.max_days, 'currency', r.currency, 'priceMinor', r.price_minor::text,
      'freeFromMinor', r.free_from_minor::text, 'maxWeightGrams', r.max_weight_grams)), '[]')
    from shipping_methods m join shipping_zones z on z.method_id = m.id
    join shipping_zone_rates r on r.method_id = z.method_id and r.zone = z.place
    where m.active and r.currency = any($2::bpchar[]) and (z.countries = '{}' or z.countries && $3::text[]))`;

/** One that is not in use says so as well: else switching off the last one would send everything for nothing. */
export const ships = 'exists (select from shipping_methods)';

export const shippingRateOf = (rate: ShippingRateJson): ShippingRate => ({
  ...rate,
  priceMinor: BigInt(rate.priceMinor),
  freeFromMinor: rate.freeFromMinor === null ? null : BigInt(rate.freeFromMinor),
});
