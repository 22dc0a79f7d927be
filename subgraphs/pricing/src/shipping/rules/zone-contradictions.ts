interface Zone {
  /** Empty: everywhere. */
  readonly countries: readonly string[];
  /** Null: all of the countries. */
  readonly regions: readonly string[] | null;
  readonly rates: readonly { readonly currency: string; readonly maxWeightGrams: number | null }[];
}

interface Contradiction {
  /** The place of the later of the two zones. */
  readonly zone: number;
  readonly message: string;
}

/**
 * Zones of one method that give the same place two prices for the same weight in one currency: which of them counts would be left to the order in
 * which they are read. A zone of a region beside one of its country is none, since the closer one counts.
 */
export function contradictions(zones: readonly Zone[]): Contradiction[] {
  const first = new Map<string, number>();
  return zones.flatMap((zone, index) => {
    const clash = pricesOf(zone).find(({ key }) => (first.get(key) ?? index) < index);
    for (const { key } of pricesOf(zone)) if (!first.has(key)) first.set(key, index);
    if (!clash) return [];
    const message = `zones must give ${clash.place} one price in ${clash.currency} for a weight: another zone of this method gives one, too.`;
    return [{ zone: index, message }];
  });
}

const pricesOf = (zone: Zone) =>
  placesOf(zone).flatMap((place) =>
    zone.rates.map(({ currency, maxWeightGrams }) => ({ key: [place, currency, maxWeightGrams].join(), place, currency })),
  );

/** What a zone names. Regions are names of their own beside their countries', as `closeness` looks at them. */
function placesOf({ countries, regions }: Zone): string[] {
  if (countries.length === 0) return ['everywhere'];
  return regions === null ? [...countries] : countries.flatMap((country) => regions.map((region) => `${country}-${region}`));
}
