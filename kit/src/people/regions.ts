import { type CountryData, isTaxedByRegion } from './countries.ts';
import { fold, foldLoosely, withPairs } from './fold.ts';
import { type Reading, read, refused } from './reading.ts';

/** What a region is for: an address needs it where its country's do, a destination where tax hangs on it. */
export type RegionNeed = 'address' | 'tax';

/**
 * A region as an address keeps it: by its code (CA), ISO 3166-2 (US-CA) or any of its names, however they are spelled. One that is needed
 * and was not given is told by the postal code, if it can be. `given` is a text of people, or null.
 */
export function readRegion(
  country: CountryData,
  given: string | null,
  postalCode: string | null,
  need: RegionNeed,
): Reading<string | null> {
  const named = given === null ? undefined : regionOfName(country, given);
  if (named !== undefined && !(isTaxedByRegion(country.code) && postalCode !== null)) return read(named);
  const derived = postalCode === null ? undefined : regionOfPostalCode(country, postalCode, named);
  if (named !== undefined && derived !== undefined && derived !== named)
    return refused(`region ${named} and postalCode ${postalCode} contradict each other: that postal code is in ${derived}.`, [derived]);
  if (named !== undefined) return read(named);
  const silent = given === null || isWider(country, given);
  if (!silent && country.closed)
    return refused(`region must be one of ${country.code}, by code or name${firstOf(country)}.`, allowedIn(country));
  if (!silent) return read(given);
  if (need === 'address' ? country.region !== 'REQUIRED' : !isTaxedByRegion(country.code)) return read(null);
  if (derived !== undefined) return read(derived);
  return refused(`region is needed in ${country.code}, by code or name${firstOf(country)}.`, allowedIn(country));
}

const allowedIn = ({ regions = [] }: CountryData): string[] => regions.map(({ code }) => code);

const firstOf = ({ regions = [] }: CountryData): string => (regions[0] ? `, such as ${regions[0].code} or ${regions[0].name}` : '');

/** The region whose postal codes begin so; of two the one that says more of it. Undefined where that is nobody, or not sure. */
function regionOfPostalCode(country: CountryData, postalCode: string, named?: string): string | undefined {
  // What was named fits nearly always, and then it need not be compared with sixty others.
  if (
    named !== undefined &&
    prefixesOf(country)
      .find(({ code }) => code === named)
      ?.prefix.test(postalCode)
  )
    return named;
  const fits = prefixesOf(country)
    .map(({ code, prefix }) => ({ code, length: prefix.exec(postalCode)?.[0].length ?? 0 }))
    .filter(({ length }) => length > 0)
    .toSorted((one, other) => other.length - one.length);
  return fits[0] && fits[0].length !== fits[1]?.length ? fits[0].code : undefined;
}

function regionOfName(country: CountryData, text: string): string | undefined {
  const { codes, exact, loose } = namesOf(country);
  return codes.get(text) ?? exact.get(fold(text)) ?? loose.get(foldLoosely(text)) ?? undefined;
}

function isWider(country: CountryData, text: string): boolean {
  const { wider } = namesOf(country);
  return wider.has(fold(text)) || wider.has(foldLoosely(text));
}

interface Names {
  codes: ReadonlyMap<string, string>;
  exact: ReadonlyMap<string, string>;
  /** Null where two regions are called so. */
  loose: ReadonlyMap<string, string | null>;
  wider: ReadonlySet<string>;
}

// Made of a country when it is first named: most never are.
const names = new Map<string, Names>();
const prefixes = new Map<string, { code: string; prefix: RegExp }[]>();

function namesOf(country: CountryData): Names {
  const known = names.get(country.code);
  if (known) return known;
  const exact = new Map<string, string>();
  const loose = new Map<string, string | null>();
  const { code: land, regions = [], wider = [] } = country;
  // Codes first: what one region is called is no other one's code.
  for (const { code } of regions) for (const spelling of [code, `${land}${code}`]) exact.set(fold(spelling), code);
  for (const { code, name, native, also = [] } of regions)
    for (const spelling of [name, ...(native ? [native] : []), ...also].flatMap((one) => [one, withPairs(one) ?? one])) {
      if (!exact.has(fold(spelling))) exact.set(fold(spelling), code);
      const key = foldLoosely(spelling);
      if (key !== '') loose.set(key, (loose.get(key) ?? code) === code ? code : null);
    }
  const made = {
    codes: new Map(regions.map(({ code }) => [code, code])),
    exact,
    loose,
    wider: new Set(wider.flatMap((name) => [fold(name), foldLoosely(name)]).filter((key) => key !== '')),
  };
  names.set(country.code, made);
  return made;
}

function prefixesOf(country: CountryData): { code: string; prefix: RegExp }[] {
  const known = prefixes.get(country.code);
  if (known) return known;
  const made = (country.regions ?? []).flatMap(({ code, zip }) => (zip ? [{ code, prefix: new RegExp(`^(?:${zip})`) }] : []));
  prefixes.set(country.code, made);
  return made;
}
