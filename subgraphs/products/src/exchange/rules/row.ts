import type { ProductStatus } from '#rules/product';
import type { Translation } from '#rules/translation';

/** One variant with what is said of its product; null leaves what is there, and what `clears` names is taken away. */
export interface ImportRow {
  readonly sku: string;
  readonly slug: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly status: ProductStatus | null;
  readonly publishAt: Date | null;
  readonly productTypeCode: string | null;
  readonly categorySlugs: string[] | null;
  readonly tags: string[] | null;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly attributes: { code: string; values: string[] }[] | null;
  readonly translations: Translation[] | null;
  readonly variantTitle: string | null;
  readonly position: number | null;
  readonly options: RowOption[] | null;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  readonly taxCategoryCode: string | null;
  readonly clears: readonly string[];
}

/** An option and the value of it. What is no code yet becomes one: "Ink blue" has the code ink-blue and the label as written. */
export interface RowOption {
  readonly code: string;
  readonly name: string | null;
  readonly value: string;
  readonly label: string | null;
  readonly color: string | null;
  /** Among the values of the option. */
  readonly valuePosition: number | null;
}

export interface RowFault {
  readonly field: string;
  readonly message: string;
}

export type RowOutcome = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'REFUSED';

export interface RowResult {
  readonly outcome: RowOutcome;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly faults: RowFault[];
}

export const maxRows = 1_000;

export const refusedRow = (field: string, message: string): RowResult => ({
  outcome: 'REFUSED',
  productId: null,
  variantId: null,
  faults: [{ field, message }],
});
