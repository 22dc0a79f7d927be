import type { PromotionEffectResolvers } from '#generated/resolvers';
import { shownEffect } from '#promotions/rules/shown-promotion';

export const PromotionEffect: PromotionEffectResolvers = {
  kind: ({ kind }) => kind,
  percent: (effect) => shownEffect(effect).percent,
  amounts: (effect) => shownEffect(effect).amounts,
  buyQuantity: (effect) => shownEffect(effect).buyQuantity,
  getQuantity: (effect) => shownEffect(effect).getQuantity,
  bundleSkus: (effect) => shownEffect(effect).bundleSkus,
  maximum: (effect) => shownEffect(effect).maximum,
};
