import type { RoomHistory } from '@cartograph/kit/room';

/** What products' own tables say of its events: of a product that was changed, what stands now. */
export const history: RoomHistory = {
  'products.product_changed': `(select jsonb_build_object('productId', p.id, 'slug', p.slug, 'title', p.title, 'status', p.status,
      'skus', coalesce((select jsonb_agg(v.sku order by v.position) from product_variants v where v.product_id = p.id), '[]'),
      'categorySlugs', coalesce((select jsonb_agg(c.slug order by c.slug) from product_categories pc join categories c on c.id = pc.category_id
                                 where pc.product_id = p.id), '[]'))
    from products p where p.id = e.key)`,
};
