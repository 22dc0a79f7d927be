import type { ProductOptionValueResolvers } from '#generated/resolvers';

export const ProductOptionValue: ProductOptionValueResolvers = {
  media: ({ mediaId }, _args, { loaders }) => (mediaId === undefined ? null : loaders.picture.load(mediaId)),
};
