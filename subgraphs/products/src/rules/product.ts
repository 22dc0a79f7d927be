import type { OptionChoice } from '#rules/option';

export type ProductStatus = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED';

export type ProductOrder = 'RELEVANCE' | 'NEWEST' | 'TITLE' | 'PRICE_ASC' | 'PRICE_DESC' | 'BEST_SELLING' | 'RATING';

export interface Product {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly status: ProductStatus;
  readonly createdAt: Date;
  readonly version: number;
  readonly updatedAt: Date;
  readonly publishAt: Date | null;
  readonly productTypeId: string | null;
  readonly tags: readonly string[];
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
}

/** Its status is its product's: a variant is never on sale by itself. One that was removed is as if its product were archived. */
export interface ProductVariant {
  readonly id: string;
  readonly sku: string;
  readonly title: string | null;
  readonly productId: string;
  readonly status: ProductStatus;
  readonly version: number;
  readonly options: OptionChoice | null;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  readonly taxCategoryCode: string | null;
}

export interface Category {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly version: number;
  readonly description: string | null;
  /** Null: at the top. */
  readonly parentId: string | null;
  /** Among its siblings; equal ones by name. */
  readonly position: number;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
}

/** What an order line is called: "Classic Mug", or "Classic Mug, Blue" where the variant has a title of its own. */
export const lineTitle = (product: string, variant: string | null): string =>
  variant === null || variant === product ? product : `${product}, ${variant}`;
