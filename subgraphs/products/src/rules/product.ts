export type ProductStatus = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED';

export type ProductOrder = 'RELEVANCE' | 'NEWEST' | 'TITLE';

export interface Product {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly status: ProductStatus;
  readonly createdAt: Date;
}

/** Its status is its product's: a variant is never on sale by itself. */
export interface ProductVariant {
  readonly id: string;
  readonly sku: string;
  readonly title: string | null;
  readonly productId: string;
  readonly status: ProductStatus;
}

export interface Category {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** What an order line is called: "Classic Mug", or "Classic Mug, Blue" where the variant has a title of its own. */
export const lineTitle = (product: string, variant: string | null): string =>
  variant === null || variant === product ? product : `${product}, ${variant}`;
