import type { ToldPrice } from '#browsing/rules/told-price';

/** What a room says of a SKU, or what is kept of it: its number, and what is said in a form that can be compared. */
export interface Fact {
  readonly sku: string;
  readonly sequence: number;
  readonly said: string;
}

/** What costs what from `now` on; when a price that holds already began is told anew each time. */
export const comparablePrices = (prices: readonly ToldPrice[], now: Date): string =>
  JSON.stringify(
    prices
      .filter(({ to }) => to === null || new Date(to) > now)
      .map(({ currency, unitMinor, compareAtMinor, from, to }) => [
        currency,
        unitMinor,
        compareAtMinor,
        new Date(from) > now ? from : null,
        to,
      ])
      .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
  );

export interface Differing {
  readonly sku: string;
  /** What was said last has not been heard yet: the number that is kept is an earlier one, or none. */
  readonly behind: boolean;
}

/** SKUs of which something else is kept than is said; what is kept of SKUs that the room does not know counts, too. */
export function differing(said: readonly Fact[], kept: readonly Fact[]): Differing[] {
  const keptOf = new Map(kept.map((fact) => [fact.sku, fact]));
  const known = new Set(said.map(({ sku }) => sku));
  return [
    ...said
      .filter(({ sku, sequence, said: now }) => keptOf.get(sku)?.sequence !== sequence || keptOf.get(sku)?.said !== now)
      .map(({ sku, sequence }) => {
        const heard = keptOf.get(sku)?.sequence ?? 0;
        return { sku, behind: heard === 0 || heard < sequence };
      }),
    ...kept.filter(({ sku, sequence }) => sequence > 0 && !known.has(sku)).map(({ sku }) => ({ sku, behind: false })),
  ];
}
