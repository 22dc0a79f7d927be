import type { ProductConnectionResolvers } from '#generated/resolvers';

export const ProductConnection: ProductConnectionResolvers = {
  totalCount: (listing) => listing.count(),
};
