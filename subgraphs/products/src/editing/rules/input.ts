import type { MediaInput } from '#media/rules/media-input';
import type { FoundPictures } from '#media/rules/picture-state';
import type { ProductOption, SelectedOption } from '#rules/option';
import type { ProductStatus } from '#rules/product';

type Given<T> = T | null | undefined;

/** What staff write of a product: undefined leaves it as it is, null clears it. */
export interface ProductInput {
  slug?: Given<string>;
  title?: Given<string>;
  description?: Given<string>;
  status?: Given<ProductStatus>;
  publishAt?: Given<Date>;
  productTypeCode?: Given<string>;
  categoryIds?: Given<readonly string[]>;
  collectionIds?: Given<readonly string[]>;
  tags?: Given<readonly string[]>;
  seo?: Given<SeoInput>;
  attributes?: Given<readonly { code: string; values: readonly string[] }[]>;
  translations?: Given<readonly TranslationInput[]>;
  options?: Given<readonly OptionInput[]>;
  variants?: Given<readonly VariantInput[]>;
  removeSkus?: Given<readonly string[]>;
  media?: Given<readonly MediaInput[]>;
  /** What `media` names, found before the transaction. */
  found?: FoundPictures | undefined;
}

export interface SeoInput {
  title?: Given<string>;
  description?: Given<string>;
}

export interface TranslationInput {
  locale: string;
  slug?: Given<string>;
  title?: Given<string>;
  description?: Given<string>;
  seo?: Given<SeoInput>;
}

export interface OptionInput extends Omit<ProductOption, 'values'> {
  values: readonly { code: string; name: string; color?: Given<string>; mediaId?: Given<string> }[];
}

export interface VariantInput {
  sku: string;
  title?: Given<string>;
  options?: Given<readonly SelectedOption[]>;
  barcode?: Given<string>;
  weightGrams?: Given<number>;
  taxCategoryCode?: Given<string>;
  mediaIds?: Given<readonly string[]>;
  /** Of imports and copies; others come at the end. */
  position?: number | undefined;
}
