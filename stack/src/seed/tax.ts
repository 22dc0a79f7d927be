import { countryLaws, stateLaws, type TaxLaw, unitedStates } from './tax-law.ts';

export interface SeedTaxRate extends TaxLaw {
  country: string;
  region: string | null;
  taxCategory: string;
  ratePpm: number;
}

/** State rates of the United States in parts per million, without those of counties and towns. */
const states: Readonly<Record<keyof typeof stateLaws, number>> = {
  CA: 72_500,
  NY: 40_000,
  TX: 62_500,
  WA: 65_000,
  IL: 62_500,
  MA: 62_500,
  FL: 60_000,
  CO: 29_000,
  OR: 0,
};

/** Provinces where one harmonized tax stands for that of the country. */
const provinces = { ON: 130_000, NB: 150_000, NL: 150_000, NS: 140_000, PE: 150_000 };

/** The full rate, and the reduced ones on food and books; "shipping" where it is a service of its own. */
const countries: Readonly<Record<keyof typeof countryLaws, Readonly<Record<string, number>>>> = {
  DE: { standard: 190_000, food: 70_000, books: 70_000 },
  FR: { standard: 200_000, food: 55_000, books: 55_000 },
  AT: { standard: 200_000, food: 100_000, books: 100_000 },
  NL: { standard: 210_000, food: 90_000, books: 90_000 },
  BE: { standard: 210_000, food: 60_000, books: 60_000 },
  IT: { standard: 220_000, food: 100_000, books: 40_000 },
  ES: { standard: 210_000, food: 100_000, books: 40_000 },
  IE: { standard: 230_000, food: 0, books: 0 },
  PT: { standard: 230_000, food: 60_000, books: 60_000 },
  PL: { standard: 230_000, food: 50_000, books: 50_000 },
  GB: { standard: 200_000, food: 0, books: 0 },
  JP: { standard: 100_000, food: 80_000, books: 100_000, shipping: 100_000 },
  AU: { standard: 100_000, food: 0 },
  CA: { standard: 50_000, food: 0 },
};

const lawsOf: Readonly<Record<string, TaxLaw>> = countryLaws;
const statesLaws: Readonly<Record<string, TaxLaw>> = stateLaws;

const rate = (country: string, region: string | null, taxCategory: string, ratePpm: number, law: TaxLaw | undefined): SeedTaxRate[] =>
  law ? [{ country, region, taxCategory, ratePpm, ...law }] : [];

/** Fifteen countries, each rate with how its law rounds, what it says of shipping, and where that is written. */
export const taxRates: readonly SeedTaxRate[] = [
  ...Object.entries(states).flatMap(([region, ppm]) => rate('US', region, 'standard', ppm, statesLaws[region])),
  ...rate('US', null, 'food', 0, unitedStates),
  ...Object.entries(provinces).flatMap(([region, ppm]) => rate('CA', region, 'standard', ppm, countryLaws.CA)),
  ...Object.entries(countries).flatMap(([country, rates]) =>
    Object.entries(rates).flatMap(([taxCategory, ppm]) => rate(country, null, taxCategory, ppm, lawsOf[country])),
  ),
];
