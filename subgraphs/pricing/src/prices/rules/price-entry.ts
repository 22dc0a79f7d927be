import { type CurrencyCode, decimalsOf, formatDecimal, parseDecimal } from '@cartograph/kit/money';
import { type FieldProblem, fieldProblem, isStorableText, maxQuantity } from '@cartograph/kit/problems';
import { type PriceListRow, validityProblem } from '#prices/rules/price-list-state';

/** What a SKU costs in a list for a time. */
export interface PriceEntryState {
  readonly listId: string;
  readonly currency: CurrencyCode;
  readonly sku: string;
  /** The first from 1 on. */
  readonly breaks: readonly { readonly minQuantity: number; readonly unitMinor: bigint }[];
  readonly compareAtMinor: bigint | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

export interface PriceEntry extends PriceEntryState {
  readonly id: string;
  readonly version: number;
}

/** One price as it is given, amounts as text in the list's currency. */
export interface PriceRow {
  readonly sku: string;
  readonly priceListCode: string;
  readonly breaks: readonly { readonly minQuantity: number; readonly unit: string }[];
  readonly compareAt: string | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  /** In place of that entry; null: a new one. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
  /** What the entry whose place it takes keeps of compareAt and validTo, whatever is said here. */
  readonly keeps?: readonly string[] | null;
}

export const maxBreaks = 50;
const maxSkuLength = 100;
/** 100 billion dollars for one: what quantities and lines make of it stays inside of 64 bits. */
const maxUnitMinor = 10n ** 13n;

export type ReadEntry =
  | { readonly kind: 'entry'; readonly state: PriceEntryState }
  | { readonly kind: 'wrong'; readonly fields: FieldProblem[] };

/** What a row says, or every field of it that is wrong; `at` is the way to the row, `codes` the lists that there are. */
export function readEntry(
  row: PriceRow,
  list: PriceListRow | undefined,
  at: readonly (string | number)[],
  codes: readonly string[],
): ReadEntry {
  const sku = row.sku.trim();
  const fields: FieldProblem[] = [];
  const wrong = (path: readonly (string | number)[], message: string, allowed?: readonly string[]) => {
    fields.push(fieldProblem([...at, ...path], message, allowed ?? null));
  };
  const amount = (path: readonly (string | number)[], name: string, text: string): bigint => {
    const minor = list && parseDecimal(text, list.currency);
    if (list && minor === undefined) wrong(path, `${name} must have ${decimalsSentence(list.currency)}.`);
    if (minor !== undefined && minor < 0n) wrong(path, `${name} must not be below zero.`);
    if (minor !== undefined && list && minor > maxUnitMinor)
      wrong(path, `${name} must be at most ${formatDecimal(maxUnitMinor, list.currency)}.`);
    return minor ?? 0n;
  };
  if (sku === '' || Array.from(sku).length > maxSkuLength || !isStorableText(sku))
    wrong(['sku'], `sku must have 1 to ${maxSkuLength} characters.`);
  if (!list) wrong(['priceListCode'], 'priceListCode must be the code of a price list.', codes);
  if (row.breaks.length === 0 || row.breaks.length > maxBreaks) wrong(['breaks'], `breaks must be 1 to ${maxBreaks}.`);
  const breaks = row.breaks.slice(0, maxBreaks).map(({ minQuantity, unit }, index) => ({
    minQuantity,
    unitMinor: amount(['breaks', index, 'unit'], 'unit', unit),
  }));
  for (const [index, { minQuantity, unitMinor }] of breaks.entries()) {
    const before = breaks[index - 1];
    const path = ['breaks', index, 'minQuantity'];
    if (!before && minQuantity !== 1) wrong(path, 'minQuantity of the first break must be 1.');
    if (before && minQuantity <= before.minQuantity) wrong(path, 'minQuantity must rise from break to break.');
    if (minQuantity > maxQuantity) wrong(path, `minQuantity must be at most ${maxQuantity}.`);
    if (before && list && unitMinor >= before.unitMinor) wrong(['breaks', index, 'unit'], 'unit must fall from break to break.');
  }
  const compareAtMinor = row.compareAt === null ? null : amount(['compareAt'], 'compareAt', row.compareAt);
  const [first] = breaks;
  if (list && first && compareAtMinor !== null && compareAtMinor <= first.unitMinor)
    wrong(['compareAt'], 'compareAt must be more than the price: it is what it cost before.');
  fields.push(...validityProblem(at, row));
  if (row.id !== null && row.expectedVersion === null) wrong(['expectedVersion'], 'expectedVersion must be given with id.');
  if (row.id === null && row.expectedVersion !== null) wrong(['id'], 'id must be given with expectedVersion.');
  if (fields.length > 0 || !list) return { kind: 'wrong', fields };
  const { validFrom, validTo } = row;
  return { kind: 'entry', state: { sku, listId: list.id, currency: list.currency, breaks, compareAtMinor, validFrom, validTo } };
}

export function decimalsSentence(currency: CurrencyCode): string {
  const decimals = decimalsOf[currency];
  return decimals === 0 ? `no decimals in ${currency}` : `at most ${decimals} decimals in ${currency}`;
}

/** A row with what the entry whose place it takes keeps. */
export const keeping = ({ keeps, ...row }: PriceRow, { compareAtMinor, currency, validTo }: PriceEntryState): PriceRow => ({
  ...row,
  ...(keeps?.includes('compareAt') && { compareAt: compareAtMinor === null ? null : formatDecimal(compareAtMinor, currency) }),
  ...(keeps?.includes('validTo') && { validTo }),
});

const time = (at: Date | null): number | null => at && at.getTime();

export const sameStart = (one: PriceEntryState, other: PriceEntryState): boolean => time(one.validFrom) === time(other.validFrom);

export const sameEntry = (one: PriceEntryState, other: PriceEntryState): boolean =>
  one.listId === other.listId &&
  one.sku === other.sku &&
  one.compareAtMinor === other.compareAtMinor &&
  sameStart(one, other) &&
  time(one.validTo) === time(other.validTo) &&
  one.breaks.length === other.breaks.length &&
  one.breaks.every(({ minQuantity, unitMinor }, index) => {
    const its = other.breaks[index];
    return its?.minQuantity === minQuantity && its.unitMinor === unitMinor;
  });

/** Valid at the same instant, some time; from the first instant to before the last. */
export const overlaps = (one: PriceEntryState, other: PriceEntryState): boolean =>
  beginsBefore(one, other.validTo) && beginsBefore(other, one.validTo);

const beginsBefore = ({ validFrom }: PriceEntryState, end: Date | null): boolean => validFrom === null || end === null || validFrom < end;
