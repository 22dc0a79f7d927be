import type { CouponResolvers } from '#generated/resolvers';

export const Coupon: CouponResolvers = {
  promotion: async ({ promotionId }, _args, { loaders }) => {
    const promotion = await loaders.promotion.load(promotionId);
    if (!promotion) throw new Error('a coupon has no promotion');
    return promotion;
  },
};
