import type { QueryResolvers } from '#generated/resolvers';

export const products: NonNullable<QueryResolvers['products']> = async (_root, args, { useCases, loaders, seesAll }) => {
  const listing = await useCases.browseProducts(args, seesAll);
  // Clients ask for a variant's product on the same page: it is here already.
  for (const { node } of listing.edges) loaders.product.prime(`id:${node.id}`, node);
  return listing;
};
