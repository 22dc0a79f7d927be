import type { ProductConnectionResolvers } from '#generated/resolvers';

export const ProductConnection: ProductConnectionResolvers = {
  totalCount: ({ total }) => total,
  facets: ({ facets }) => facets?.map((facet) => ({ ...facet, values: [...facet.values] })),
};
