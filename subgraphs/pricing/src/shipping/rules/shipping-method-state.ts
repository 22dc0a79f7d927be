import { type CurrencyCode, parseDecimal } from '@cartograph/kit/money';
import { findCountry } from '@cartograph/kit/people/countries';
import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import { decimalsSentence } from '#prices/rules/price-entry';
import { codeSentence, isCode, nameProblem } from '#prices/rules/price-list-state';
import type { LocalizedName, ShippingKind } from '#rules/shipping';
import { contradictions } from '#shipping/rules/zone-contradictions';

export interface ZoneRate {
  readonly currency: CurrencyCode;
  readonly priceMinor: bigint;
  readonly freeFromMinor: bigint | null;
  readonly maxWeightGrams: number | null;
}

export interface Zone {
  /** Empty: everywhere. */
  readonly countries: readonly string[];
  /** Null: all of the countries. */
  readonly regions: readonly string[] | null;
  readonly rates: readonly ZoneRate[];
  readonly minDays: number | null;
  readonly maxDays: number | null;
}

/** All that staff say of a method. */
export interface ShippingMethodState {
  readonly code: string;
  readonly name: string;
  readonly names: readonly LocalizedName[];
  readonly active: boolean;
  readonly kind: ShippingKind;
  readonly carrier: string | null;
  readonly taxCategory: string | null;
  readonly zones: readonly Zone[];
}

export interface ShippingMethodRow extends ShippingMethodState {
  readonly id: string;
  readonly version: number;
}

interface GivenMoney {
  readonly amount: string;
  readonly currencyCode: CurrencyCode;
}

export interface GivenShippingMethod extends Omit<ShippingMethodState, 'zones'> {
  readonly zones: readonly (Omit<Zone, 'rates'> & {
    readonly rates: readonly { readonly price: GivenMoney; readonly freeFrom: GivenMoney | null; readonly maxWeightGrams: number | null }[];
  })[];
}

export const maxShippingMethods = 200;
const maxZones = 100;
const maxRates = 100;
const maxNames = 50;
const maxDays = 365;
const maxGrams = 10_000_000;

export type ReadShippingMethod =
  | { readonly kind: 'method'; readonly state: ShippingMethodState }
  | { readonly kind: 'wrong'; readonly fields: FieldProblem[] };

type Wrong = (path: readonly (string | number)[], message: string, allowed?: readonly string[]) => void;

/** What staff say, with countries and regions as addresses keep them; or every field that is wrong. */
export function readShippingMethod(given: GivenShippingMethod): ReadShippingMethod {
  const fields: FieldProblem[] = [];
  const wrong: Wrong = (path, message, allowed) => {
    fields.push(fieldProblem(path, message, allowed ?? null));
  };
  if (!isCode(given.code)) wrong(['code'], codeSentence('code'));
  fields.push(...nameProblem(['name'], 'name', given.name));
  if (given.carrier !== null) fields.push(...nameProblem(['carrier'], 'carrier', given.carrier));
  if (given.taxCategory !== null && !isCode(given.taxCategory)) wrong(['taxCategoryCode'], codeSentence('taxCategoryCode'));
  if (given.names.length > maxNames) wrong(['names'], `names must be at most ${maxNames}.`);
  for (const [index, { locale, name }] of given.names.entries()) {
    if (!isLocale(locale)) wrong(['names', index, 'locale'], 'locale must be a language tag (BCP 47), such as de or pt-BR.');
    if (given.names.findIndex((one) => one.locale.toLowerCase() === locale.toLowerCase()) < index)
      wrong(['names', index, 'locale'], 'locale must be named once.');
    fields.push(...nameProblem(['names', index, 'name'], 'name', name));
  }
  if (given.zones.length < 1 || given.zones.length > maxZones) wrong(['zones'], `zones must be 1 to ${maxZones}.`);
  const zones = given.zones.slice(0, maxZones).map((zone, index) => readZone(zone, ['zones', index], wrong));
  if (fields.length === 0) for (const { zone, message } of contradictions(zones)) wrong(['zones', zone], message);
  if (fields.length > 0) return { kind: 'wrong', fields };
  const { name, carrier } = given;
  return { kind: 'method', state: { ...given, name: name.trim(), carrier: carrier?.trim() ?? null, zones } };
}

function readZone(zone: GivenShippingMethod['zones'][number], at: readonly (string | number)[], wrong: Wrong): Zone {
  const countries = zone.countries.map((code, index) => {
    const country = findCountry(code);
    if (!country) wrong([...at, 'countries', index], 'countries must be ISO 3166-1 alpha-2 codes, such as US.');
    return country;
  });
  const known = countries.flatMap((country) => country?.regions?.map(({ code }) => code) ?? []);
  const prefixed = (code: string) =>
    countries.reduce(
      (text, country) => (country && text.startsWith(`${country.code}-`) ? text.slice(country.code.length + 1) : text),
      code,
    );
  const regions = zone.regions && zone.regions.map((code) => prefixed(code.trim().toUpperCase()));
  for (const [index, region] of (regions ?? []).entries())
    if (!known.includes(region)) wrong([...at, 'regions', index], 'regions must be codes of regions of the zone’s countries.', known);
  if (regions?.length === 0) wrong([...at, 'regions'], 'regions must name one, or be left out for all of the countries.');
  if (zone.rates.length < 1 || zone.rates.length > maxRates) wrong([...at, 'rates'], `rates must be 1 to ${maxRates}.`);
  for (const [name, days] of [['minDays', zone.minDays] as const, ['maxDays', zone.maxDays] as const])
    if (days !== null && !(days >= 0 && days <= maxDays)) wrong([...at, name], `${name} must be from 0 to ${maxDays}.`);
  if (zone.minDays !== null && zone.maxDays !== null && zone.minDays > zone.maxDays)
    wrong([...at, 'maxDays'], 'maxDays must not be less than minDays.');
  const rates = zone.rates.slice(0, maxRates).map((rate, index) => readRate(rate, [...at, 'rates', index], wrong));
  for (const [index, { currency, maxWeightGrams }] of rates.entries())
    if (rates.findIndex((one) => one.currency === currency && one.maxWeightGrams === maxWeightGrams) < index)
      wrong([...at, 'rates', index, 'maxWeightGrams'], 'maxWeightGrams must be another one for each rate of a currency.');
  return {
    countries: [...new Set(countries.flatMap((country) => (country ? [country.code] : [])))],
    regions: regions && [...new Set(regions)],
    rates,
    minDays: zone.minDays,
    maxDays: zone.maxDays,
  };
}

function readRate(rate: GivenShippingMethod['zones'][number]['rates'][number], at: readonly (string | number)[], wrong: Wrong): ZoneRate {
  const currency = rate.price.currencyCode;
  const amount = (field: string, { amount: text }: GivenMoney): bigint => {
    const minor = parseDecimal(text, currency);
    if (minor === undefined) wrong([...at, field, 'amount'], `amount must have ${decimalsSentence(currency)}.`);
    else if (minor < 0n) wrong([...at, field, 'amount'], 'amount must not be below zero.');
    return minor ?? 0n;
  };
  if (rate.freeFrom && rate.freeFrom.currencyCode !== currency)
    wrong([...at, 'freeFrom', 'currencyCode'], `currencyCode must be ${currency}, as the price.`, [currency]);
  if (rate.maxWeightGrams !== null && !(rate.maxWeightGrams >= 1 && rate.maxWeightGrams <= maxGrams))
    wrong([...at, 'maxWeightGrams'], `maxWeightGrams must be from 1 to ${maxGrams}.`);
  return {
    currency,
    priceMinor: amount('price', rate.price),
    freeFromMinor: rate.freeFrom && amount('freeFrom', rate.freeFrom),
    maxWeightGrams: rate.maxWeightGrams,
  };
}

const isLocale = (text: string): boolean => /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(text);
