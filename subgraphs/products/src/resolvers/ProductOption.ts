import type { ProductOptionResolvers } from '#generated/resolvers';

export const ProductOption: ProductOptionResolvers = {
  values: ({ values }) => [...values],
};
