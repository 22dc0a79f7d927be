import { findLinkedVariant } from '#find-variant';
import type { ProductVariantResolvers } from '#generated/resolvers';

export const ProductVariant: ProductVariantResolvers = {
  __resolveReference: (reference, context) => findLinkedVariant(context, reference),
  media: ({ id }, _args, { loaders }) => loaders.mediaOf.VARIANT.load(id),
  // Who sees the variant sees its product: they have one status.
  product: async ({ productId }, _args, { loaders }) => {
    const product = await loaders.product.load(`id:${productId}`);
    if (!product) throw new Error(`variant without its product ${productId}`);
    return product;
  },
};
