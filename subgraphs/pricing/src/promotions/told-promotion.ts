import type { Money } from '@cartograph/kit/money';
import type { PromotionChanged } from '#events';
import type { Condition, Effect, Promotion } from '#rules/promotion';

const toldMoney = ({ minor, currency }: Money) => ({ minor: String(minor), currency });

/** What the event says of a promotion. */
export const toldPromotion = (promotion: Promotion): PromotionChanged => ({
  promotionId: promotion.id,
  code: promotion.code,
  name: promotion.name,
  active: promotion.active,
  needsCoupon: promotion.needsCoupon,
  priority: promotion.priority,
  stacking: promotion.stacking,
  startsAt: promotion.startsAt?.toISOString() ?? null,
  endsAt: promotion.endsAt?.toISOString() ?? null,
  conditions: promotion.conditions.map(toldCondition),
  effect: toldEffect(promotion.effect),
});

function toldCondition(condition: Condition): PromotionChanged['conditions'][number] {
  const { kind } = condition;
  if (kind === 'SUBTOTAL_FROM') return { kind, amount: toldMoney(condition.amount) };
  if (kind === 'QUANTITY_FROM') return { kind, quantity: condition.quantity };
  return kind === 'FIRST_ORDER' ? { kind } : { kind, values: [...condition.values] };
}

function toldEffect(effect: Effect): PromotionChanged['effect'] {
  const { kind } = effect;
  switch (kind) {
    case 'PERCENT_OFF':
    case 'SHIPPING_PERCENT_OFF':
      return { kind, basisPoints: effect.basisPoints, maximum: effect.maximum.map(toldMoney) };
    case 'AMOUNT_OFF':
    case 'FIXED_PRICE':
      return { kind, amounts: effect.amounts.map(toldMoney) };
    case 'BUY_X_GET_Y': {
      const { buy, get, basisPoints } = effect;
      return { kind, buy, get, basisPoints, maximum: effect.maximum.map(toldMoney) };
    }
    case 'BUNDLE_PRICE':
      return { kind, skus: [...effect.skus], amounts: effect.amounts.map(toldMoney) };
    case 'CHEAPEST_FREE':
      return { kind, get: effect.get, maximum: effect.maximum.map(toldMoney) };
  }
}
