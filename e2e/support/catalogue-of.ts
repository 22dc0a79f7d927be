import { uuidFromName } from '@cartograph/kit/ids';
import type { Rooms } from '@cartograph/stack/start-rooms';

type Catalogue = Parameters<Rooms['products']['commands']['importCatalogue']>[0];

/** A product with one variant for each SKU, on sale. */
export const catalogueOf = (skus: readonly string[]): Catalogue => ({
  categories: [],
  products: skus.map((sku) => ({
    id: uuidFromName(`product ${sku}`),
    slug: sku.toLowerCase(),
    title: sku,
    description: null,
    status: 'PUBLISHED',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    categorySlugs: [],
    variants: [{ id: uuidFromName(`variant ${sku}`), sku, title: null }],
  })),
});
