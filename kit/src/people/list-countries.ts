import { allCountries, type CountryData, type FieldUse, type RegionData } from './countries.ts';

/** What a form for an address needs to know of a country. */
export interface ListedCountry {
  code: string;
  name: string;
  postalCode: FieldUse;
  postalCodeExample: string | null;
  regionUse: FieldUse;
  regions: { code: string; name: string }[];
}

/** Lists of the locales last asked for: each takes some ms to make. */
const lists = new Map<string, ListedCountry[]>();
const keptLists = 20;

/** All countries by name in a language (BCP 47); undefined for what is no language. Regions are in their own names where it is theirs. */
export function listCountries(locale = 'en'): ListedCountry[] | undefined {
  const language = canonical(locale);
  if (language === undefined) return undefined;
  const known = lists.get(language) ?? makeList(language);
  lists.delete(language);
  lists.set(language, known);
  for (const oldest of [...lists.keys()].slice(0, -keptLists)) lists.delete(oldest);
  return known;
}

/** Language and script without extensions and regions, so that few lists are made. */
function canonical(locale: string): string | undefined {
  if (locale.length > 35) return undefined;
  try {
    const { language, script } = new Intl.Locale(locale);
    return script === undefined
      ? new Intl.Locale(locale).maximize().script === 'Hant'
        ? `${language}-Hant`
        : language
      : `${language}-${script}`;
  } catch {
    return undefined;
  }
}

function makeList(language: string): ListedCountry[] {
  const names = new Intl.DisplayNames([language, 'en'], { type: 'region', fallback: 'none' });
  const english = new Intl.DisplayNames('en', { type: 'region' });
  const { compare } = new Intl.Collator([language, 'en']);
  return [...allCountries().values()]
    .map((country) => ({
      code: country.code,
      name: names.of(country.code) ?? english.of(country.code) ?? country.code,
      postalCode: country.postal,
      postalCodeExample: country.example ?? null,
      regionUse: country.region,
      regions: (country.regions ?? [])
        .map((region) => ({ code: region.code, name: nameIn(language, country, region) }))
        .toSorted((one, other) => compare(one.name, other.name)),
    }))
    .toSorted((one, other) => compare(one.name, other.name));
}

const nameIn = (language: string, { code }: CountryData, { name, native }: RegionData): string =>
  native !== undefined && new Intl.Locale('und', { region: code }).maximize().language === language.split('-')[0] ? native : name;
