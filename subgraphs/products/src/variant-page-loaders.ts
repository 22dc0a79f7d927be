import type { Queryable } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import type { OptionChoice } from '#rules/option';
import type { ProductVariant } from '#rules/product';
import { countVariants, findVariantPages, findVariantsByOptions, type PageQuery, type VariantPlace } from '#variant-page-store';

interface OfProduct {
  readonly productId: string;
}

export interface Chosen extends OfProduct {
  readonly chosen: OptionChoice;
}

export interface VariantPageLoaders {
  /** A product's variants from a place on. */
  readonly variantPage: DataLoader<PageQuery & OfProduct, (ProductVariant & VariantPlace)[], string>;
  /** How many have all of these values. */
  readonly variantCount: DataLoader<Chosen, number, string>;
  /** The one with exactly these values. */
  readonly variantByOptions: DataLoader<Chosen, ProductVariant | null, string>;
}

export const createVariantPageLoaders = (db: Queryable): VariantPageLoaders => ({
  variantPage: ofProducts((ids, page) => findVariantPages(db, ids, page), []),
  variantCount: ofProducts((ids, { chosen }) => countVariants(db, ids, chosen), 0),
  variantByOptions: ofProducts((ids, { chosen }) => findVariantsByOptions(db, ids, chosen), null),
});

/** One statement for all products of which the same is asked: of a list of products that is one. */
function ofProducts<Asked extends OfProduct, Found>(
  load: (productIds: readonly string[], asked: Asked) => Promise<ReadonlyMap<string, Found>>,
  none: Found,
): DataLoader<Asked, Found, string> {
  const sameOf = ({ productId: _, ...same }: Asked): string => JSON.stringify(same);
  return new DataLoader(
    async (asked: readonly Asked[]) => {
      const alike = [...Map.groupBy(asked, sameOf)];
      const found = await Promise.all(
        alike.map(async ([same, all]) => {
          const [first] = all;
          return [same, first ? await load([...new Set(all.map(({ productId }) => productId))], first) : new Map<string, Found>()] as const;
        }),
      );
      const bySame = new Map(found);
      return asked.map((one) => bySame.get(sameOf(one))?.get(one.productId) ?? none);
    },
    { cacheKeyFn: (asked) => JSON.stringify(asked) },
  );
}
