import type { PictureState } from '#media/rules/picture-state';
import type { AttributeValues } from '#rules/attribute';
import type { OptionChoice, ProductOption } from '#rules/option';
import type { ProductStatus } from '#rules/product';
import type { Translation } from '#rules/translation';

/** All of a product that staff write. */
export interface ProductState {
  readonly id: string;
  readonly version: number;
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly status: ProductStatus;
  readonly publishAt: Date | null;
  readonly createdAt: Date;
  readonly productTypeId: string | null;
  readonly tags: readonly string[];
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  /** In the order of their ids. */
  readonly categoryIds: readonly string[];
  /** Those that are filled by hand, in the order of their ids. */
  readonly collectionIds: readonly string[];
  /** In their order. */
  readonly media: readonly PictureState[];
  readonly attributes: readonly AttributeValues[];
  readonly translations: readonly Translation[];
  readonly options: readonly ProductOption[];
  /** In their order, without those that were removed. */
  readonly variants: readonly VariantState[];
  /** SKUs that were removed since it was read. */
  readonly removed: readonly string[];
}

export interface VariantState {
  readonly id: string;
  readonly sku: string;
  readonly title: string | null;
  readonly position: number;
  readonly version: number;
  readonly options: OptionChoice | null;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  readonly taxCategoryCode: string | null;
  /** Its own pictures, in their order. */
  readonly mediaIds: readonly string[];
}

/** A product of which nothing is said yet. */
export const emptyProduct = (id: string, createdAt: Date): ProductState => ({
  id,
  version: 0,
  slug: '',
  title: '',
  description: null,
  status: 'DRAFT',
  publishAt: null,
  createdAt,
  productTypeId: null,
  tags: [],
  seoTitle: null,
  seoDescription: null,
  categoryIds: [],
  collectionIds: [],
  media: [],
  attributes: [],
  translations: [],
  options: [],
  variants: [],
  removed: [],
});
