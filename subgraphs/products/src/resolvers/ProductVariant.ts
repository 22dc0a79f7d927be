import { describeOptions } from '#describe-product';
import { findLinkedVariant } from '#find-variant';
import type { ProductVariantResolvers } from '#generated/resolvers';

export const ProductVariant: ProductVariantResolvers = {
  __resolveReference: (reference, context) => findLinkedVariant(context, reference),
  media: ({ id }, _args, { loaders }) => loaders.mediaOf.VARIANT.load(id),
  options: (variant, _args, context) => describeOptions(context, variant),
  // Who sees the variant sees its product: they have one status, but for one that was removed, which is seen as an archived one is.
  product: async ({ productId }, _args, { loaders }) => {
    const product = await loaders.product.load(`id:${productId}`);
    if (!product) throw new Error(`variant without its product ${productId}`);
    return product;
  },
};
