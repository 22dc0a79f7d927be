import { type Money, toWire, type WireMoney } from '@cartograph/kit/money';
import type { Condition, Effect, Promotion } from '#rules/promotion';

const wire = (amounts: readonly Money[]): WireMoney[] => amounts.map(toWire);

/** "12.5" of 1,250 hundredths. */
export const percentText = (basisPoints: number): string => String(basisPoints / 100);

/** As the API names it. */
export const shownCondition = (condition: Condition) => ({
  kind: condition.kind,
  values: 'values' in condition ? [...condition.values] : null,
  amount: condition.kind === 'SUBTOTAL_FROM' ? toWire(condition.amount) : null,
  quantity: condition.kind === 'QUANTITY_FROM' ? condition.quantity : null,
});

/** As the API names it. */
export const shownEffect = (effect: Effect) => ({
  kind: effect.kind,
  percent: 'basisPoints' in effect ? percentText(effect.basisPoints) : null,
  amounts: 'amounts' in effect ? wire(effect.amounts) : null,
  buyQuantity: effect.kind === 'BUY_X_GET_Y' ? effect.buy : null,
  getQuantity: 'get' in effect ? effect.get : null,
  bundleSkus: effect.kind === 'BUNDLE_PRICE' ? [...effect.skus] : null,
  maximum: 'maximum' in effect && effect.maximum.length > 0 ? wire(effect.maximum) : null,
});

/** All that staff say of it, for the log of changes. */
export const shownPromotion = ({ id: _, conditions, effect, ...promotion }: Promotion): Record<string, unknown> => {
  const { version: _version, ...said }: typeof promotion & { version?: number } = promotion;
  return { ...said, conditions: conditions.map(shownCondition), effect: shownEffect(effect) };
};
