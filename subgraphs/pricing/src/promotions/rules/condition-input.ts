import { type CurrencyCode, type Money, money, parseDecimal } from '@cartograph/kit/money';
import { findCountry } from '@cartograph/kit/people/countries';
import { type FieldProblem, fieldProblem, isStorableText, maxQuantity } from '@cartograph/kit/problems';
import { type Condition, type ConditionKind, weekdays } from '#rules/promotion';

/** As it comes: which fields belong to it, its kind says. */
export interface GivenCondition {
  readonly kind: ConditionKind;
  readonly values: readonly string[] | null;
  readonly amount: GivenMoney | null;
  readonly quantity: number | null;
}

export interface GivenMoney {
  readonly amount: string;
  readonly currencyCode: CurrencyCode;
}

const maxConditions = 20;
const maxValues = 200;

type Path = readonly (string | number)[];

/** The conditions, and every field of them that is wrong. */
export function readConditions(
  given: readonly GivenCondition[],
  shop: readonly CurrencyCode[],
): { conditions: Condition[]; fields: FieldProblem[] } {
  if (given.length > maxConditions)
    return { conditions: [], fields: [fieldProblem(['conditions'], `conditions must be at most ${maxConditions}.`)] };
  const read = given.map((condition, index) => readCondition(condition, ['conditions', index]));
  const sums = given.flatMap(({ kind, amount }, index) => (kind === 'SUBTOTAL_FROM' && amount ? [{ amount, index }] : []));
  const twice = sums.filter(({ amount }, place) => sums.findIndex((one) => one.amount.currencyCode === amount.currencyCode) < place);
  const missing = sums.length === 0 ? [] : shop.filter((currency) => !sums.some(({ amount }) => amount.currencyCode === currency));
  return {
    conditions: read.flatMap(({ condition }) => (condition ? [condition] : [])),
    fields: [
      ...read.flatMap(({ fields }) => fields),
      ...twice.map(({ amount, index }) =>
        fieldProblem(['conditions', index, 'amount'], `SUBTOTAL_FROM names ${amount.currencyCode} twice: one a currency.`),
      ),
      ...(missing.length === 0 ? [] : [fieldProblem(['conditions'], `SUBTOTAL_FROM must name a sum in ${missing.join(', ')} as well.`)]),
    ],
  };
}

type ReadCondition = { condition?: Condition; fields: FieldProblem[] };

function readCondition(given: GivenCondition, at: Path): ReadCondition {
  const { kind } = given;
  switch (kind) {
    case 'SUBTOTAL_FROM': {
      const { money: amount, fields } = readMoney(given.amount, [...at, 'amount'], { least: 0n });
      return { ...(amount && { condition: { kind, amount } }), fields: [...fields, ...foreign(given, at, ['amount'])] };
    }
    case 'QUANTITY_FROM': {
      const { quantity } = given;
      const fits = quantity !== null && quantity >= 1 && quantity <= maxQuantity;
      const fields = fits ? [] : [fieldProblem([...at, 'quantity'], `quantity must be from 1 to ${maxQuantity}.`)];
      return { ...(fits && { condition: { kind, quantity } }), fields: [...fields, ...foreign(given, at, ['quantity'])] };
    }
    case 'FIRST_ORDER':
      return { condition: { kind }, fields: foreign(given, at, []) };
    case 'SKUS':
    case 'PRODUCTS':
    case 'CATEGORIES':
    case 'COLLECTIONS':
    case 'TAX_CATEGORIES':
    case 'CUSTOMER_GROUPS':
    case 'COUNTRIES':
    case 'WEEKDAYS': {
      const values = [
        ...new Set(
          (given.values ?? []).map((value) => (kind === 'WEEKDAYS' || kind === 'COUNTRIES' ? value.trim().toUpperCase() : value.trim())),
        ),
      ];
      return {
        condition: { kind, values },
        fields: [...valuesProblems(kind, values, [...at, 'values']), ...foreign(given, at, ['values'])],
      };
    }
  }
}

function valuesProblems(kind: ConditionKind, values: readonly string[], at: Path): FieldProblem[] {
  if (values.length < 1 || values.length > maxValues) return [fieldProblem(at, `values must be 1 to ${maxValues}.`)];
  const fits = (value: string): boolean => {
    if (kind === 'WEEKDAYS') return weekdays.some((day) => day === value);
    if (kind === 'COUNTRIES') return findCountry(value)?.code === value;
    return value !== '' && value.length <= 200 && isStorableText(value);
  };
  const allowed = kind === 'WEEKDAYS' ? weekdays : null;
  const what = kind === 'WEEKDAYS' ? 'a weekday' : kind === 'COUNTRIES' ? 'an ISO 3166-1 alpha-2 code, such as US' : '1 to 200 characters';
  return values.flatMap((value, index) =>
    fits(value) ? [] : [fieldProblem([...at, index], `values of ${kind} must be ${what}.`, allowed)],
  );
}

const conditionFields = ['values', 'amount', 'quantity'] as const;

function foreign(given: GivenCondition, at: Path, own: readonly string[]): FieldProblem[] {
  const others = conditionFields.filter((field) => given[field] !== null && !own.includes(field));
  return others.map((field) => fieldProblem([...at, field], `${field} does not belong to ${given.kind}.`));
}

const mostMinor = 10n ** 15n;

/** An amount of at least so many minor units; a missing one is told as well. */
export function readMoney(given: GivenMoney | null, at: Path, { least }: { least: bigint }): { money?: Money; fields: FieldProblem[] } {
  const field = String(at.at(-1));
  if (!given) return { fields: [fieldProblem(at, `${field} must be given.`)] };
  const minor = parseDecimal(given.amount, given.currencyCode);
  if (minor !== undefined && minor >= least && minor <= mostMinor) return { money: money(minor, given.currencyCode), fields: [] };
  const bound = least > 0n ? 'more than 0' : '0 or more';
  return { fields: [fieldProblem([...at, 'amount'], `amount must be ${bound}, with the decimals of ${given.currencyCode}.`)] };
}
