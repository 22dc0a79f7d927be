import { findLinkedProduct } from '#find-product';
import type { ProductResolvers } from '#generated/resolvers';
import { listMedia } from '#media/list-media';

export const Product: ProductResolvers = {
  __resolveReference: (reference, context) => findLinkedProduct(context, reference),
  // Who sees the product sees its variants: they have its status.
  variants: ({ id }, _args, { loaders }) => loaders.variantsOf.load(id),
  media: ({ id }, { first }, { loaders }) => listMedia((each) => loaders.mediaOf.PRODUCT.load(each), id, first),
  categories: ({ id }, _args, { loaders }) => loaders.categoriesOf.load(id),
};
