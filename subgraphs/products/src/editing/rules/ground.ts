import type { PictureState } from '#media/rules/picture-state';
import type { ProductType } from '#rules/attribute';

/** What else is in the catalogue, as far as an edit may touch it. */
export interface Ground {
  readonly now: Date;
  /** Slug, in any language, to the product it leads to. */
  readonly slugOwners: ReadonlyMap<string, string>;
  readonly skuOwners: ReadonlyMap<string, SkuOwner>;
  readonly categoryIds: ReadonlySet<string>;
  /** Those that are named, and what is said of them. */
  readonly pictures: ReadonlyMap<string, PictureState>;
  /** Id to whether it is filled by hand. */
  readonly collections: ReadonlyMap<string, boolean>;
  readonly typesByCode: ReadonlyMap<string, ProductType>;
  readonly typesById: ReadonlyMap<string, ProductType>;
  readonly newId: () => string;
  readonly maxVariantsOfCall: number;
}

export interface SkuOwner {
  readonly productId: string;
  readonly variantId: string;
  readonly version: number;
}

/** Way to a field of the product from `input`. */
export type At = (...more: readonly (string | number)[]) => (string | number)[];

export const under =
  (...path: readonly (string | number)[]): At =>
  (...more) => [...path, ...more];
