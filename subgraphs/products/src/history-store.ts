import type { RoomHistory } from '@cartograph/kit/room';
import { categoriesOf, collectionsOf } from '#places-store';
import { statusNow } from '#status-store';

const list = (what: string, from: string, order: string): string =>
  `coalesce((select jsonb_agg(${what} order by ${order}) from ${from}), '[]')`;
const variantsOfProduct = 'product_variants v where v.product_id = p.id and v.removed_at is null';

/** What products' own tables say of its events: of a product that was changed, what stands now. */
export const history: RoomHistory = {
  'products.product_changed': `(select jsonb_build_object('productId', p.id, 'slug', p.slug, 'title', p.title, 'status', ${statusNow('p')},
      'skus', ${list('v.sku', variantsOfProduct, 'v.position')},
      'categorySlugs', ${list('c.slug', 'product_categories pc join categories c on c.id = pc.category_id where pc.product_id = p.id', 'c.slug')},
      'productTypeCode', (select t.code from product_types t where t.id = p.product_type_id),
      'tags', to_jsonb(p.tags),
      'categories', ${categoriesOf('p')},
      'collections', ${collectionsOf('p')},
      'variants', ${list(
        `jsonb_build_object('id', v.id, 'sku', v.sku, 'weightGrams', v.weight_grams, 'taxCategoryCode', v.tax_category_code)`,
        variantsOfProduct,
        'v.position',
      )})
    from products p where p.id = e.key)`,
};
