import { isUuid } from '@cartograph/kit/ids';
import type { ProductResolvers } from '#generated/resolvers';
import { listPublished } from '#list-published';
import { countOf } from '#rules/rating';

export const Product: ProductResolvers = {
  __resolveReference: ({ id }, { loaders }) => (isUuid(id) ? loaders.product.load(id.toLowerCase()) : null),
  rating: ({ histogram }) => (countOf(histogram) > 0 ? histogram : null),
  reviews: (product, page, { loaders }) => listPublished(loaders, product, page),
};
