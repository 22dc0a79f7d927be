import type { PromotionInput } from '#generated/resolvers';
import type { GivenPromotion } from '#promotions/rules/promotion-input';

/** What is left out is null. */
export const givenPromotion = ({ conditions, effect, ...promotion }: PromotionInput): GivenPromotion => ({
  ...promotion,
  startsAt: promotion.startsAt ?? null,
  endsAt: promotion.endsAt ?? null,
  usageLimit: promotion.usageLimit ?? null,
  usageLimitPerCustomer: promotion.usageLimitPerCustomer ?? null,
  conditions: conditions.map(({ kind, values, amount, quantity }) => ({
    kind,
    values: values ?? null,
    amount: amount ?? null,
    quantity: quantity ?? null,
  })),
  effect: {
    kind: effect.kind,
    percent: effect.percent ?? null,
    amounts: effect.amounts ?? null,
    buyQuantity: effect.buyQuantity ?? null,
    getQuantity: effect.getQuantity ?? null,
    bundleSkus: effect.bundleSkus ?? null,
    maximum: effect.maximum ?? null,
  },
});
