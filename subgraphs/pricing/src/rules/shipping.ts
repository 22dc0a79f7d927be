import type { CurrencyCode } from '@cartograph/kit/money';
import type { Destination } from '#rules/basket';

export const shippingKinds = ['DELIVERY', 'PICKUP', 'DIGITAL'] as const;
export type ShippingKind = (typeof shippingKinds)[number];

export interface LocalizedName {
  readonly locale: string;
  readonly name: string;
}

/** A way to send something, without where and for how much. */
export interface ShippingTerms {
  /** The method's id. */
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly names: readonly LocalizedName[];
  readonly kind: ShippingKind;
  readonly carrier: string | null;
  /** What its price is taxed as; null: as the law of the place says of shipping. */
  readonly taxCategory: string | null;
  readonly minDays: number | null;
  readonly maxDays: number | null;
}

/** What a method costs in one zone and currency, up to a weight. */
export interface ShippingRate extends ShippingTerms {
  /** Empty: everywhere. */
  readonly countries: readonly string[];
  /** Null: all of the countries. */
  readonly regions: readonly string[] | null;
  readonly currency: CurrencyCode;
  readonly priceMinor: bigint;
  /** Goods that come to this much are sent free; null: never. */
  readonly freeFromMinor: bigint | null;
  /** Null: any weight. */
  readonly maxWeightGrams: number | null;
}

export interface ShippingOption extends ShippingTerms {
  readonly currency: CurrencyCode;
  readonly priceMinor: bigint;
}

export interface Parcel {
  readonly currency: CurrencyCode;
  readonly destination: Destination;
  /** After discounts. */
  readonly goodsMinor: bigint;
  readonly weightGrams: number;
}

/** How closely a zone names a place: 0 not at all, 1 everywhere, 2 its country, 3 its region. */
function closeness({ countries, regions }: ShippingRate, { country, region }: Destination): number {
  if (countries.length > 0 && !countries.includes(country)) return 0;
  if (regions !== null) return countries.length > 0 && regions.includes(region) ? 3 : 0;
  return countries.length > 0 ? 2 : 1;
}

/**
 * Every way to send a parcel, cheapest first. Of a method the zone counts that names the place most closely and has a rate in the currency for
 * the weight; in it the rate of the lightest class that the parcel fits.
 */
export function shippingOptions(rates: readonly ShippingRate[], parcel: Parcel): ShippingOption[] {
  const best = new Map<string, { rate: ShippingRate; closeness: number }>();
  for (const rate of rates) {
    const near = closeness(rate, parcel.destination);
    if (near === 0 || rate.currency !== parcel.currency || weightClass(rate) < parcel.weightGrams) continue;
    const known = best.get(rate.id);
    if (!known || near > known.closeness || (near === known.closeness && weightClass(rate) < weightClass(known.rate)))
      best.set(rate.id, { rate, closeness: near });
  }
  return [...best.values()].map(({ rate }) => optionOf(rate, parcel.goodsMinor)).sort(cheaperFirst);
}

const weightClass = ({ maxWeightGrams }: ShippingRate): number => maxWeightGrams ?? Number.POSITIVE_INFINITY;

function optionOf(rate: ShippingRate, goodsMinor: bigint): ShippingOption {
  const { id, code, name, names, kind, carrier, taxCategory, minDays, maxDays, currency, priceMinor, freeFromMinor } = rate;
  const free = freeFromMinor !== null && goodsMinor >= freeFromMinor;
  return { id, code, name, names, kind, carrier, taxCategory, minDays, maxDays, currency, priceMinor: free ? 0n : priceMinor };
}

function cheaperFirst(one: ShippingOption, other: ShippingOption): number {
  if (one.priceMinor !== other.priceMinor) return one.priceMinor < other.priceMinor ? -1 : 1;
  return one.code < other.code ? -1 : 1;
}

/** The one that is asked for, or the cheapest that goes to the buyer: nobody fetches something without having said so. */
export const chosenOption = (options: readonly ShippingOption[], id: string | null): ShippingOption | undefined =>
  id === null ? options.find(({ kind }) => kind !== 'PICKUP') : options.find((option) => option.id === id);

/** In the wanted language, or one of its family, or the shop's. */
export function nameIn({ name, names }: Pick<ShippingTerms, 'name' | 'names'>, locale: string | null | undefined): string {
  if (!locale) return name;
  const wanted = locale.toLowerCase();
  const [language = ''] = wanted.split('-');
  const find = (tag: string) => names.find((one) => one.locale.toLowerCase() === tag)?.name;
  return find(wanted) ?? find(language) ?? name;
}
