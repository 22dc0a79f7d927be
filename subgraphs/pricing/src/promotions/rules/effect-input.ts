import type { CurrencyCode, Money } from '@cartograph/kit/money';
import { type FieldProblem, fieldProblem, isStorableText, maxQuantity } from '@cartograph/kit/problems';
import { type GivenCondition, type GivenMoney, readMoney } from '#promotions/rules/condition-input';
import { type Effect, isGoodsKind } from '#rules/promotion';

/** As it comes: which fields belong to it, its kind says. */
export interface GivenEffect {
  readonly kind: Effect['kind'];
  readonly percent: string | null;
  readonly amounts: readonly GivenMoney[] | null;
  readonly buyQuantity: number | null;
  readonly getQuantity: number | null;
  readonly bundleSkus: readonly string[] | null;
  readonly maximum: readonly GivenMoney[] | null;
}

type Field = Exclude<keyof GivenEffect, 'kind'>;

const fieldsOf: Record<Effect['kind'], { readonly must: readonly Field[]; readonly may: readonly Field[] }> = {
  PERCENT_OFF: { must: ['percent'], may: ['maximum'] },
  SHIPPING_PERCENT_OFF: { must: ['percent'], may: ['maximum'] },
  AMOUNT_OFF: { must: ['amounts'], may: [] },
  FIXED_PRICE: { must: ['amounts'], may: [] },
  BUY_X_GET_Y: { must: ['buyQuantity', 'getQuantity'], may: ['percent', 'maximum'] },
  BUNDLE_PRICE: { must: ['bundleSkus', 'amounts'], may: [] },
  CHEAPEST_FREE: { must: [], may: ['getQuantity', 'maximum'] },
};
const allFields: readonly Field[] = ['percent', 'amounts', 'buyQuantity', 'getQuantity', 'bundleSkus', 'maximum'];
const maxBundle = 20;

/** The effect, and every field of it that is wrong. */
export function readEffect(
  given: GivenEffect,
  conditions: readonly GivenCondition[],
  shop: readonly CurrencyCode[],
): { effect?: Effect; fields: FieldProblem[] } {
  const { must, may } = fieldsOf[given.kind];
  const percent = given.percent === null ? 10_000 : basisPointsOf(given.percent);
  const free = given.kind !== 'AMOUNT_OFF';
  const amounts = readAmounts(given.amounts, ['effect', 'amounts'], shop, free ? 0n : 1n);
  const maximum = readAmounts(given.maximum, ['effect', 'maximum'], shop, 1n);
  const skus = (given.bundleSkus ?? []).map((sku) => sku.trim());
  const goods = conditions.findIndex(({ kind }) => isGoodsKind(kind));
  const wrong = (field: Field, message: string) => (given[field] === null ? [] : [fieldProblem(['effect', field], message)]);
  const fields = [
    ...allFields.flatMap((field) =>
      must.includes(field) || may.includes(field) ? [] : wrong(field, `${field} does not belong to ${given.kind}.`),
    ),
    ...must.flatMap((field) =>
      given[field] === null ? [fieldProblem(['effect', field], `${field} must be given for ${given.kind}.`)] : [],
    ),
    ...(percent === undefined ? wrong('percent', 'percent must be more than 0 and at most 100, with at most 2 decimals.') : []),
    ...(isCount(given.buyQuantity) ? [] : wrong('buyQuantity', `buyQuantity must be from 1 to ${maxQuantity}.`)),
    ...(isCount(given.getQuantity) ? [] : wrong('getQuantity', `getQuantity must be from 1 to ${maxQuantity}.`)),
    ...(skus.length >= 1 && skus.length <= maxBundle && skus.every((sku) => sku !== '' && isStorableText(sku))
      ? []
      : wrong('bundleSkus', `bundleSkus must be 1 to ${maxBundle} SKUs.`)),
    ...(given.kind === 'BUNDLE_PRICE' && goods >= 0
      ? [fieldProblem(['conditions', goods], 'A bundle names its goods itself: leave out conditions on goods.')]
      : []),
    ...amounts.fields,
    ...maximum.fields,
  ];
  if (fields.length > 0 || percent === undefined) return { fields };
  return { effect: effectOf(given, percent, amounts.amounts, maximum.amounts, skus), fields };
}

function effectOf(given: GivenEffect, basisPoints: number, amounts: Money[], maximum: Money[], skus: string[]): Effect {
  const { kind } = given;
  switch (kind) {
    case 'PERCENT_OFF':
    case 'SHIPPING_PERCENT_OFF':
      return { kind, basisPoints, maximum };
    case 'AMOUNT_OFF':
    case 'FIXED_PRICE':
      return { kind, amounts };
    case 'BUNDLE_PRICE':
      return { kind, skus, amounts };
    case 'BUY_X_GET_Y':
      return { kind, buy: given.buyQuantity ?? 1, get: given.getQuantity ?? 1, basisPoints, maximum };
    case 'CHEAPEST_FREE':
      return { kind, get: given.getQuantity ?? 1, maximum };
  }
}

const isCount = (count: number | null): boolean => count !== null && count >= 1 && count <= maxQuantity;

const percentShape = /^(\d{1,3})(?:\.(\d{1,2})0*)?$/;

/** "12.5" is 1,250 hundredths of a percent; undefined when it is not more than 0 and at most 100. */
export function basisPointsOf(percent: string): number | undefined {
  const [, whole, fraction = ''] = percentShape.exec(percent) ?? [];
  const points = whole === undefined ? 0 : Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return points >= 1 && points <= 10_000 ? points : undefined;
}

function readAmounts(given: readonly GivenMoney[] | null, at: readonly string[], shop: readonly CurrencyCode[], least: bigint) {
  const read = (given ?? []).map((one, index) => readMoney(one, [...at, index], { least }));
  const named = (given ?? []).map(({ currencyCode }) => currencyCode);
  const missing = given === null ? [] : shop.filter((currency) => !named.includes(currency));
  const field = at.at(-1) ?? '';
  return {
    amounts: read.flatMap(({ money }) => (money ? [money] : [])),
    fields: [
      ...read.flatMap(({ fields }) => fields),
      ...named.flatMap((currency, index) =>
        named.indexOf(currency) < index ? [fieldProblem([...at, index], `${field} names ${currency} twice: one a currency.`)] : [],
      ),
      ...(missing.length === 0 && given?.length !== 0
        ? []
        : [fieldProblem(at, `${field} must name ${missing.join(', ') || 'an amount'} as well.`)]),
    ],
  };
}
