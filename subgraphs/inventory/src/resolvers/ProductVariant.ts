import type { ProductVariantResolvers } from '#generated/resolvers';

export const ProductVariant: ProductVariantResolvers = {
  __resolveReference: ({ sku }) => ({ sku }),
  availability: ({ sku }, _args, { loaders }) => loaders.stock.load(sku),
};
