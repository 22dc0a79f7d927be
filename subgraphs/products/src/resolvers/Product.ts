import { requireScope } from '@cartograph/kit/scopes';
import { browseVariants, pickVariant } from '#browse-variants';
import { describeAttributes } from '#describe-product';
import { findLinkedProduct } from '#find-product';
import type { ProductResolvers } from '#generated/resolvers';
import { inLocale, seoOf } from '#in-locale';
import { listMedia } from '#media/list-media';
import { isListed } from '#rules/visibility';

export const Product: ProductResolvers = {
  __resolveReference: (reference, context) => findLinkedProduct(context, reference),
  slug: ({ id, slug }, { locale }, context) => inLocale(context, id, locale, 'slug', slug),
  title: ({ id, title }, { locale }, context) => inLocale(context, id, locale, 'title', title),
  description: ({ id, description }, { locale }, context) => inLocale(context, id, locale, 'description', description),
  seo: (product, { locale }, context) => seoOf(context, product, locale, product),
  productType: ({ productTypeId }, _args, { loaders }) => (productTypeId === null ? null : loaders.productType.load(productTypeId)),
  options: ({ id }, _args, { loaders }) => loaders.optionsOf.load(id),
  attributes: (product, _args, context) => describeAttributes(context, product),
  tags: ({ tags }) => [...tags],
  translations: ({ id }, _args, { caller, loaders }) => {
    requireScope(caller, 'catalogue:read');
    return loaders.translationsOf.load(id);
  },
  collections: async ({ id }, _args, { loaders, seesAll }) =>
    (await loaders.collectionsOf.load(id)).filter(({ status }) => isListed(status, seesAll)),
  // Who sees the product sees its variants: they have its status.
  priceRange: ({ id }, { currencyCode }, { loaders }) => loaders.priceRangeOf.load(`${currencyCode ?? 'USD'}:${id}`),
  inStock: ({ id }, _args, { loaders }) => loaders.inStock.load(id),
  variants: ({ id }, _args, { loaders }) => loaders.variantsOf.load(id),
  media: ({ id }, { first }, { loaders }) => listMedia((each) => loaders.mediaOf.PRODUCT.load(each), id, first),
  productVariants: ({ id }, args, { loaders }) => browseVariants(loaders, id, args),
  variantBySelectedOptions: ({ id }, { selectedOptions }, { loaders }) => pickVariant(loaders, id, selectedOptions),
  categories: ({ id }, _args, { loaders }) => loaders.categoriesOf.load(id),
};
