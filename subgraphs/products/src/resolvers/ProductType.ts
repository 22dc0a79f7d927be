import type { ProductTypeResolvers } from '#generated/resolvers';

export const ProductType: ProductTypeResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.productType.load(id),
  attributes: ({ attributes }) => [...attributes],
};
