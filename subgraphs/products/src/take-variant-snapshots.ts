import type { Queryable } from '@cartograph/kit/db';
import { loadVariantSnapshots } from '#product-store';
import { isSku } from '#rules/keys';
import { lineTitle } from '#rules/product';

/** What an order line keeps of a variant. */
export interface VariantSnapshot {
  readonly sku: string;
  readonly variantId: string;
  /** The product's title, with the variant's where it has one. */
  readonly title: string;
  /** Its product is published. */
  readonly sellable: boolean;
}

/** In the order asked, null for an unknown SKU; one statement however many there are. */
export async function takeVariantSnapshots(db: Queryable, skus: readonly string[]): Promise<(VariantSnapshot | null)[]> {
  const known = [...new Set(skus.filter(isSku))];
  if (known.length === 0) return skus.map(() => null);
  const found = await loadVariantSnapshots(db, known);
  const bySku = new Map(
    found.map(({ id, sku, title, productTitle, status }) => [
      sku,
      { sku, variantId: id, title: lineTitle(productTitle, title), sellable: status === 'PUBLISHED' },
    ]),
  );
  return skus.map((sku) => bySku.get(sku) ?? null);
}
