import type { QueryResolvers } from '#generated/resolvers';
import { selects } from '#resolvers/selected-fields';

export const products: NonNullable<QueryResolvers['products']> = async (_root, args, { useCases, loaders, seesAll }, info) => {
  const wanted = { total: selects(info, 'totalCount'), facets: selects(info, 'facets'), priceRange: selects(info, 'priceRange') };
  const listing = await useCases.browseProducts(args, seesAll, wanted);
  // Clients ask for a variant's product on the same page: it is here already.
  for (const { node } of listing.edges) loaders.product.prime(`id:${node.id}`, node);
  return listing;
};
