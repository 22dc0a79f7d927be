import { readFileSync } from 'node:fs';

export type FieldUse = 'REQUIRED' | 'OPTIONAL' | 'NONE';

export interface RegionData {
  /** As an address keeps it: what follows the country in ISO 3166-2, such as CA of US-CA. */
  code: string;
  /** In English. */
  name: string;
  /** In the country's first language, where it is another name. */
  native?: string;
  /** How its postal codes begin, as an expression. */
  zip?: string;
  /** Names in more languages, abbreviations, old codes. */
  also?: string[];
}

export interface CountryData {
  code: string;
  postal: FieldUse;
  /** The shape of a postal code, as an expression. */
  pattern?: string;
  example?: string;
  region: FieldUse;
  /** Are these all regions that an address may name? Elsewhere other text is kept as it is: a county nobody listed. */
  closed?: boolean;
  regions?: RegionData[];
  /** Names of another level than addresses use; they say nothing, and are no mistake. */
  wider?: string[];
}

let known: ReadonlyMap<string, CountryData> | undefined;

/**
 * By code: ISO 3166-1, and what carriers use beside it: XK (Kosovo), AC and TA (Ascension, Tristan da Cunha). 0.2 MB, read in 4 ms when the
 * first is asked for; people-data/generate.ts says where it comes from.
 */
export function allCountries(): ReadonlyMap<string, CountryData> {
  if (known) return known;
  const { countries }: { countries: CountryData[] } = JSON.parse(readFileSync(new URL('./countries.json', import.meta.url), 'utf8'));
  known = new Map(countries.map((country) => [country.code, country]));
  return known;
}

/** Where tax depends on the region, so that an address or a destination without one would be taxed wrongly. */
export const isTaxedByRegion = (country: string): boolean => country === 'US' || country === 'CA';

/** The country of a code in any case; UK is what many type for GB. */
export function findCountry(code: string): CountryData | undefined {
  const upper = code.trim().toUpperCase();
  return allCountries().get(upper === 'UK' ? 'GB' : upper);
}
