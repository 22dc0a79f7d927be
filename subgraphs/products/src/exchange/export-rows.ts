import type { Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import type { ProductState, VariantState } from '#editing/rules/state';
import { readProducts } from '#editing/state-store';
import { findPlaceNames, findSkusAfter } from '#exchange/export-store';
import { type ImportRow, maxRows, type RowOption } from '#exchange/rules/row';

/** A row that an import takes back: it clears nothing. */
export type ExportRow = Omit<ImportRow, 'clears'> & { readonly productId: string; readonly variantId: string };

/** Variants with their products, whatever their status, in the order of their SKUs; five statements a page. */
export async function exportRows(db: Queryable, after: string, limit: number): Promise<ExportRow[]> {
  if (limit < 1 || limit > maxRows) throw badUserInput('limit', `limit must be from 1 to ${maxRows}.`);
  const found = await findSkusAfter(db, after, limit);
  const products = new Map((await readProducts(db, [...new Set(found.map(({ productId }) => productId))])).map((one) => [one.id, one]));
  const names = await findPlaceNames(db, [...new Set([...products.values()].flatMap(({ categoryIds }) => categoryIds))]);
  return found.flatMap(({ sku, productId }) => {
    const product = products.get(productId);
    const variant = product?.variants.find((one) => one.sku === sku);
    return product && variant ? [rowOf(product, variant, names)] : [];
  });
}

type Names = Awaited<ReturnType<typeof findPlaceNames>>;

const rowOf = (product: ProductState, variant: VariantState, { categories, types }: Names): ExportRow => ({
  productId: product.id,
  variantId: variant.id,
  sku: variant.sku,
  slug: product.slug,
  title: product.title,
  description: product.description,
  status: product.status,
  publishAt: product.status === 'DRAFT' ? product.publishAt : null,
  productTypeCode: product.productTypeId === null ? null : (types.get(product.productTypeId) ?? null),
  categorySlugs: product.categoryIds.map((id) => categories.get(id) ?? '').sort(),
  tags: [...product.tags],
  seoTitle: product.seoTitle,
  seoDescription: product.seoDescription,
  attributes: product.attributes.map(({ code, values }) => ({ code, values: [...values] })),
  translations: [...product.translations],
  variantTitle: variant.title,
  position: variant.position,
  options: optionsOf(product, variant),
  barcode: variant.barcode,
  weightGrams: variant.weightGrams,
  taxCategoryCode: variant.taxCategoryCode,
});

const optionsOf = ({ options }: ProductState, { options: choice }: VariantState): RowOption[] =>
  options.flatMap(({ code, name, values }) => {
    const at = values.findIndex((one) => one.code === choice?.[code]);
    const value = values[at];
    return value ? [{ code, name, value: value.code, label: value.name, color: value.color, valuePosition: at }] : [];
  });
