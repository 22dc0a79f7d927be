import type { ProductStatus } from '#rules/product';

export type CollectionRuleField =
  | 'CATEGORY_SLUG'
  | 'PRODUCT_TYPE'
  | 'TAG'
  | 'ATTRIBUTE'
  | 'PRICE_BELOW'
  | 'PRICE_ABOVE'
  | 'ON_SALE'
  | 'NEWER_THAN_DAYS';

export interface CollectionRule {
  readonly field: CollectionRuleField;
  readonly values: readonly string[];
}

export interface Collection {
  readonly id: string;
  readonly version: number;
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly status: ProductStatus;
  /** All must hold; null: filled by hand. */
  readonly rules: readonly CollectionRule[] | null;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
}
