import type { ProductInput } from '#editing/rules/input';
import type { ProductState } from '#editing/rules/state';
import type { ProductType } from '#rules/attribute';

/** All of a product but what names it alone: a copy is a draft, in no other language's slug, and its SKUs have a suffix. */
export const copyOf = (product: ProductState, skuSuffix: string, slug: string | null, type: ProductType | undefined): ProductInput => ({
  ...(slug === null ? {} : { slug }),
  title: product.title,
  description: product.description,
  ...(type ? { productTypeCode: type.code } : {}),
  categoryIds: product.categoryIds,
  collectionIds: product.collectionIds,
  tags: product.tags,
  seo: { title: product.seoTitle, description: product.seoDescription },
  attributes: product.attributes,
  translations: product.translations.map(({ locale, title, description, seoTitle, seoDescription }) => ({
    locale,
    title,
    description,
    seo: { title: seoTitle, description: seoDescription },
  })),
  media: product.media,
  found: { faults: [], said: product.media },
  options: product.options.map(({ code, name, values }) => ({ code, name, values })),
  variants: product.variants.map(({ sku, title, options, barcode: _own, weightGrams, taxCategoryCode, mediaIds, position }) => ({
    sku: `${sku}${skuSuffix}`,
    title,
    options: options === null ? null : Object.entries(options).map(([code, value]) => ({ code, value })),
    weightGrams,
    taxCategoryCode,
    mediaIds,
    position,
  })),
});
