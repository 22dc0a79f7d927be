import type { CurrencyCode } from '@cartograph/kit/money';
import type { ShippingKind } from '#rules/shipping';

export interface Sent {
  readonly active: boolean;
  readonly kind: ShippingKind;
  readonly zones: readonly {
    readonly countries: readonly string[];
    readonly rates: readonly { readonly currency: CurrencyCode; readonly priceMinor: bigint; readonly freeFromMinor: bigint | null }[];
  }[];
}

/** Where something is sent: all that there are (`known`) where a method goes everywhere, or nothing is said of sending. */
export function countriesSentTo(methods: readonly Sent[], known: readonly string[]): string[] {
  const zones = methods.filter(({ active, kind }) => active && kind !== 'PICKUP').flatMap((method) => method.zones);
  const everywhere = zones.length === 0 || zones.some(({ countries }) => countries.length === 0);
  return [...new Set(everywhere ? known : zones.flatMap(({ countries }) => countries))].sort();
}

/** From which sum of goods on something is sent free somewhere, the lowest of each currency. */
export function freeFrom(methods: readonly Sent[], currencies: readonly CurrencyCode[]): { minor: bigint; currency: CurrencyCode }[] {
  const rates = methods
    .filter(({ active, kind }) => active && kind === 'DELIVERY')
    .flatMap(({ zones }) => zones.flatMap((zone) => zone.rates));
  return currencies.flatMap((currency) => {
    const sums = rates.flatMap((rate) => (rate.currency === currency && rate.freeFromMinor !== null ? [rate.freeFromMinor] : []));
    const [first, ...more] = sums;
    return first === undefined ? [] : [{ currency, minor: more.reduce((least, sum) => (sum < least ? sum : least), first) }];
  });
}
