import type { ReviewResolvers } from '#generated/resolvers';

export const Review: ReviewResolvers = {
  product: ({ productId }, _args, { loaders }) => loaders.product.load(productId),
};
