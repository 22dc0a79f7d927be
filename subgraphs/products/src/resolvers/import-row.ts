import type { ImportRow } from '#exchange/rules/row';
import type { ProductsImportRow } from '#generated/resolvers';

/** A row as rules know it: what was left out is null. */
export const rowOf = (row: ProductsImportRow): ImportRow => ({
  sku: row.sku,
  slug: row.slug ?? null,
  title: row.title ?? null,
  description: row.description ?? null,
  status: row.status ?? null,
  publishAt: row.publishAt ?? null,
  productTypeCode: row.productTypeCode ?? null,
  categorySlugs: row.categorySlugs ?? null,
  tags: row.tags ?? null,
  seoTitle: row.seoTitle ?? null,
  seoDescription: row.seoDescription ?? null,
  attributes: row.attributes ?? null,
  translations: row.translations?.map(translationOf) ?? null,
  variantTitle: row.variantTitle ?? null,
  position: row.position ?? null,
  options: row.options?.map(optionOf) ?? null,
  barcode: row.barcode ?? null,
  weightGrams: row.weightGrams ?? null,
  taxCategoryCode: row.taxCategoryCode ?? null,
  clears: row.clears,
});

const translationOf = (one: NonNullable<ProductsImportRow['translations']>[number]) => ({
  locale: one.locale,
  slug: one.slug ?? null,
  title: one.title ?? null,
  description: one.description ?? null,
  seoTitle: one.seoTitle ?? null,
  seoDescription: one.seoDescription ?? null,
});

const optionOf = (one: NonNullable<ProductsImportRow['options']>[number]) => ({
  code: one.code,
  name: one.name ?? null,
  value: one.value,
  label: one.label ?? null,
  color: one.color ?? null,
  valuePosition: one.valuePosition ?? null,
});
