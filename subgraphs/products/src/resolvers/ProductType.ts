import { isUuid } from '@cartograph/kit/ids';
import type { ProductTypeResolvers } from '#generated/resolvers';

export const ProductType: ProductTypeResolvers = {
  __resolveReference: ({ id }, { loaders }) => (isUuid(id) ? loaders.productType.load(id.toLowerCase()) : null),
  attributes: ({ attributes }) => [...attributes],
};
