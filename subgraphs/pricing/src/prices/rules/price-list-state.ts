import type { CurrencyCode } from '@cartograph/kit/money';
import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';

/** All of a price list that staff say. */
export interface PriceListState {
  readonly code: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly priority: number;
  readonly customerGroupCodes: readonly string[];
  readonly channelCode: string | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

export interface PriceListRow extends PriceListState {
  readonly id: string;
  readonly version: number;
}

export const maxPriceLists = 200;
const maxGroups = 100;
export const maxPriority = 1_000_000;

const code = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Of lists, methods, channels and groups alike. */
export const isCode = (text: string): boolean => code.test(text);

export const codeSentence = (field: string): string =>
  `${field} must be 1 to 64 small letters, digits, - and _, and begin with a letter or digit.`;

/** What people read: 1 to 200 characters. */
export function nameProblem(path: readonly (string | number)[], field: string, name: string): FieldProblem[] {
  const length = Array.from(name.trim()).length;
  const fits = length >= 1 && length <= 200 && isStorableText(name);
  return fits ? [] : [fieldProblem(path, `${field} must have 1 to 200 characters.`)];
}

export const validityProblem = (
  at: readonly (string | number)[],
  { validFrom, validTo }: { readonly validFrom: Date | null; readonly validTo: Date | null },
): FieldProblem[] =>
  validFrom && validTo && validFrom >= validTo ? [fieldProblem([...at, 'validTo'], 'validTo must be after validFrom.')] : [];

/** Every field that is not acceptable. */
export function priceListProblems(state: PriceListState): FieldProblem[] {
  const { customerGroupCodes: groups, channelCode } = state;
  return [
    ...(isCode(state.code) ? [] : [fieldProblem(['code'], codeSentence('code'))]),
    ...nameProblem(['name'], 'name', state.name),
    ...(state.priority >= 1 && state.priority <= maxPriority
      ? []
      : [fieldProblem(['priority'], `priority must be from 1 (comes first) to ${maxPriority}.`)]),
    ...(groups.length <= maxGroups ? [] : [fieldProblem(['customerGroupCodes'], `customerGroupCodes must be at most ${maxGroups}.`)]),
    ...groups.flatMap((group, index) =>
      isCode(group) ? [] : [fieldProblem(['customerGroupCodes', index], codeSentence('customerGroupCodes'))],
    ),
    ...(channelCode === null || isCode(channelCode) ? [] : [fieldProblem(['channelCode'], codeSentence('channelCode'))]),
    ...validityProblem([], state),
  ];
}

/** Without the blanks around a name, and each group once. */
export const normalPriceList = (state: PriceListState): PriceListState => ({
  ...state,
  name: state.name.trim(),
  customerGroupCodes: [...new Set(state.customerGroupCodes)].sort(),
});

/** Does the change make another price count for somebody? */
export const countsOtherwise = (before: PriceListState, after: PriceListState): boolean =>
  before.priority !== after.priority ||
  before.channelCode !== after.channelCode ||
  before.customerGroupCodes.join() !== after.customerGroupCodes.join() ||
  before.validFrom?.getTime() !== after.validFrom?.getTime() ||
  before.validTo?.getTime() !== after.validTo?.getTime();
