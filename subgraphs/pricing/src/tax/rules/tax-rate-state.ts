import { findCountry } from '@cartograph/kit/people/countries';
import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';
import { codeSentence, isCode, validityProblem } from '#prices/rules/price-list-state';
import type { TaxRoundedPer, TaxRounding } from '#rules/tax';

/** All that staff say of a rate. */
export interface TaxRateState {
  readonly taxCategory: string;
  readonly country: string;
  /** '' for the whole country. */
  readonly region: string;
  readonly ratePpm: number;
  readonly included: boolean;
  readonly appliesToShipping: boolean;
  readonly rounding: TaxRounding;
  readonly roundedPer: TaxRoundedPer;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly source: string;
}

export interface TaxRateRow extends TaxRateState {
  readonly id: string;
  readonly version: number;
}

export interface GivenTaxRate extends Omit<TaxRateState, 'region' | 'ratePpm'> {
  readonly region: string | null;
  readonly percent: string;
}

const percentShape = /^(\d{1,3})(?:\.(\d{1,4})0*)?$/;

/** "8.875" is 88,750 parts per million; undefined when it is not from 0 to 100 with at most 4 decimals. */
export function ratePpmOf(percent: string): number | undefined {
  const [, whole, fraction = ''] = percentShape.exec(percent) ?? [];
  const ppm = whole === undefined ? Number.NaN : Number(whole) * 10_000 + Number(fraction.padEnd(4, '0'));
  return ppm <= 1_000_000 ? ppm : undefined;
}

const maxSource = 1_000;

export type ReadTaxRate =
  | { readonly kind: 'rate'; readonly state: TaxRateState }
  | { readonly kind: 'wrong'; readonly fields: FieldProblem[] };

/** What staff say, with the country and region as addresses keep them; or every field that is wrong. */
export function readTaxRate(given: GivenTaxRate): ReadTaxRate {
  const country = findCountry(given.country);
  const code = (given.region ?? '').trim().toUpperCase();
  const region = country && code.startsWith(`${country.code}-`) ? code.slice(country.code.length + 1) : code;
  const regions = country?.regions?.map((one) => one.code) ?? [];
  const ratePpm = ratePpmOf(given.percent);
  const source = given.source.trim();
  const fields = [
    ...(isCode(given.taxCategory) ? [] : [fieldProblem(['taxCategoryCode'], codeSentence('taxCategoryCode'))]),
    ...(country ? [] : [fieldProblem(['country'], 'country must be an ISO 3166-1 alpha-2 code, such as US.')]),
    ...(!country || region === '' || regions.includes(region)
      ? []
      : [fieldProblem(['region'], `region must be the code of a region of ${country.code}, or left out.`, regions)]),
    ...(ratePpm === undefined ? [fieldProblem(['percent'], 'percent must be from 0 to 100, with at most 4 decimals.')] : []),
    ...validityProblem([], given),
    ...(source !== '' && Array.from(source).length <= maxSource && isStorableText(source)
      ? []
      : [fieldProblem(['source'], `source must have 1 to ${maxSource} characters: the law, or the tax office's page.`)]),
  ];
  if (fields.length > 0 || !country || ratePpm === undefined) return { kind: 'wrong', fields };
  const { percent: _, ...rest } = given;
  return { kind: 'rate', state: { ...rest, country: country.code, region, ratePpm, source } };
}

const fixed = [
  ['taxCategory', 'taxCategoryCode'],
  ['country', 'country'],
  ['region', 'region'],
  ['ratePpm', 'percent'],
  ['included', 'included'],
  ['appliesToShipping', 'appliesToShipping'],
  ['rounding', 'rounding'],
  ['roundedPer', 'roundedPer'],
] as const;

/**
 * What may not change any more of a rate that is in force, or was: quotes were made by it. It may get another end that is not past, and its
 * source may be said better; a new rate follows it.
 */
export function changesOfPast(before: TaxRateState, after: TaxRateState, now: Date): FieldProblem[] {
  if (before.validFrom > now) return [];
  const since = before.validFrom.toISOString();
  const stays = (field: string) =>
    fieldProblem([field], `${field} must stay: the rate is in force since ${since}. End it, and save one that follows.`);
  const ended = before.validTo !== null && before.validTo <= now;
  const sameEnd = before.validTo?.getTime() === after.validTo?.getTime();
  return [
    ...fixed.flatMap(([name, field]) => (before[name] === after[name] ? [] : [stays(field)])),
    ...(before.validFrom.getTime() === after.validFrom.getTime() ? [] : [stays('validFrom')]),
    ...(sameEnd || (!ended && (after.validTo === null || after.validTo >= now))
      ? []
      : [
          fieldProblem(
            ['validTo'],
            ended ? 'validTo must stay: the rate has ended.' : 'validTo must not be past: quotes were made by the rate.',
          ),
        ]),
  ];
}
