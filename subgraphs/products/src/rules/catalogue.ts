import type { OptionChoice, ProductOption } from '#rules/option';
import type { ProductStatus } from '#rules/product';

/** Products and categories as an import brings them; ids are the importer's and stay. */
export interface Catalogue {
  readonly categories: readonly CategoryImport[];
  readonly products: readonly ProductImport[];
}

export interface CategoryImport {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface ProductImport {
  readonly id: string;
  /** Lower-case letters and digits, with single hyphens between. */
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly status: ProductStatus;
  readonly createdAt: Date;
  /** All that it stands in: it leaves the others. Of this import or an earlier one. */
  readonly categorySlugs: readonly string[];
  /** In the order they are shown. Variants that are not named stay: orders, stock and prices point at them. */
  readonly variants: readonly VariantImport[];
  /** What the variants differ in; left out where only their titles set them apart. */
  readonly options?: readonly ProductOption[];
  /** Left out: as they are. */
  readonly tags?: readonly string[];
}

export interface VariantImport {
  readonly id: string;
  readonly sku: string;
  readonly title: string | null;
  /** One value of each option. */
  readonly options?: OptionChoice;
}
